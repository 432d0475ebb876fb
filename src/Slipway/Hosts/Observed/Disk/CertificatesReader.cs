using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Slipway.Hosts.Observed.Disk;

internal static class CertificatesReader
{
    private const string Begin = "-----BEGIN CERTIFICATE-----";
    private const string AlternativeNames = "2.5.29.17";

    public static CertificatesFact Read(CertificatesQuestion asked, HostView host) => new([.. asked.Paths.Select(path => Of(path, host))]);

    private static CertificateFile Of(string path, HostView host)
    {
        try
        {
            var text = host.Required(path);
            if (!text.Contains(Begin, StringComparison.Ordinal))
                return new(path, [], HoldsKey(text), "there is no certificate in it");
            var all = new X509Certificate2Collection();
            all.ImportFromPem(text);
            return new(path, [.. all.Select(Seen)], HoldsKey(text), null);
        }
        catch (Exception e) when (e is UnknownFactException or IOException or CryptographicException)
        {
            return new(path, [], false, e.Message);
        }
    }

    private static bool HoldsKey(string text) => text.Contains("PRIVATE KEY-----", StringComparison.Ordinal);

    private static SeenCertificate Seen(X509Certificate2 certificate) => new(
        certificate.Subject, certificate.Issuer, certificate.SerialNumber, certificate.NotBefore.ToUniversalTime(), certificate.NotAfter.ToUniversalTime(),
        Names(certificate), certificate.GetCertHashString(HashAlgorithmName.SHA256).ToLowerInvariant(),
        Convert.ToHexStringLower(SHA256.HashData(certificate.PublicKey.ExportSubjectPublicKeyInfo())), Key(certificate),
        certificate.SignatureAlgorithm.FriendlyName ?? certificate.SignatureAlgorithm.Value ?? "unknown");

    private static IReadOnlyList<string> Names(X509Certificate2 certificate) =>
        certificate.Extensions.FirstOrDefault(extension => extension.Oid?.Value == AlternativeNames) is { } extension
            && new X509SubjectAlternativeNameExtension(extension.RawData, extension.Critical) is var names
            ? [.. names.EnumerateDnsNames(), .. names.EnumerateIPAddresses().Select(address => address.ToString())]
            : [];

    private static string Key(X509Certificate2 certificate)
    {
        using var rsa = certificate.GetRSAPublicKey();
        if (rsa is not null)
            return $"RSA {rsa.KeySize}";
        using var curve = certificate.GetECDsaPublicKey();
        return curve is not null ? $"EC {curve.KeySize}" : certificate.PublicKey.Oid.FriendlyName ?? certificate.PublicKey.Oid.Value ?? "unknown";
    }
}
