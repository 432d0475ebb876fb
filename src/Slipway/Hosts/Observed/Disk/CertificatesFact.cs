namespace Slipway.Hosts.Observed.Disk;

/// <param name="Paths">PEM files with a certificate and its chain.</param>
public sealed record CertificatesQuestion(IReadOnlyList<string> Paths) : Question<CertificatesFact>;

/// <param name="Files">One for each path, in the order asked.</param>
public sealed record CertificatesFact(IReadOnlyList<CertificateFile> Files) : Fact;

/// <param name="Path">As asked.</param>
/// <param name="Certificates">In the order of the file: the leaf first when it is right.</param>
/// <param name="HoldsKey">True when a private key lies in the same file; it is not read.</param>
/// <param name="Unknown">Why it cannot be read.</param>
public sealed record CertificateFile(string Path, IReadOnlyList<SeenCertificate> Certificates, bool HoldsKey, string? Unknown);

/// <param name="Names">DNS names and addresses that it is good for.</param>
/// <param name="Fingerprint">SHA-256 of the certificate, hexadecimal.</param>
/// <param name="PublicKey">SHA-256 of its public key (SubjectPublicKeyInfo): equal for all certificates of one key.</param>
/// <param name="Key">RSA 2048, EC 256.</param>
/// <param name="Signature">How its issuer signed it: sha256RSA.</param>
public sealed record SeenCertificate(
    string Subject, string Issuer, string Serial, DateTimeOffset From, DateTimeOffset Until, IReadOnlyList<string> Names,
    string Fingerprint, string PublicKey, string Key, string Signature)
{
    public bool IsSelfSigned => Subject == Issuer;
}
