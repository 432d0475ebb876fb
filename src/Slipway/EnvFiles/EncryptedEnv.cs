using System.Security.Cryptography;
using System.Text;
using Slipway.Problems;
using Slipway.Secrets;

namespace Slipway.EnvFiles;

/// <summary>
/// An env file that may be committed: <c>.env.production.encrypted</c>. A header of text lines, an empty line, base64 of AES-256-GCM's
/// ciphertext and 16-byte tag. The header is authenticated. docs/env-files.md has the format.
/// </summary>
public static class EncryptedEnv
{
    private const string First = "slipway-env 1 aes-256-gcm";
    private const int IdBytes = 16;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private const int CheckBytes = 8;
    private const int LineLength = 76;

    /// <summary>Encrypts the text; the same text gives another file each time.</summary>
    public static string Encrypt(Secret text, EnvKey key, string environment)
    {
        var id = RandomNumberGenerator.GetBytes(IdBytes);
        var nonce = RandomNumberGenerator.GetBytes(NonceBytes);
        var header = $"{First}\nenv: {environment}\nid: {Convert.ToBase64String(id)}\nkey: {Convert.ToHexStringLower(Check(key, id))}\nnonce: {Convert.ToBase64String(nonce)}\n";
        var plain = Encoding.UTF8.GetBytes(text.Reveal());
        var sealedText = new byte[plain.Length + TagBytes];
        using (var aes = new AesGcm(FileKey(key, id), TagBytes))
            aes.Encrypt(nonce, plain, sealedText.AsSpan(0, plain.Length), sealedText.AsSpan(plain.Length), Encoding.UTF8.GetBytes(header));
        CryptographicOperations.ZeroMemory(plain);
        return header + "\n" + string.Concat(Convert.ToBase64String(sealedText).Chunk(LineLength).Select(line => new string(line) + "\n"));
    }

    /// <param name="path">For messages.</param>
    /// <param name="environment">Whose env it must be.</param>
    /// <exception cref="ProblemException">Not such a file, another key, another environment, or changed since.</exception>
    public static Secret Decrypt(string file, EnvKey key, string environment, string path)
    {
        var text = file.Replace("\r\n", "\n");
        if (text.IndexOf("\n\n", StringComparison.Ordinal) is not (>= 0 and var split) || Header.Read(text[..(split + 1)]) is not { } header
            || Body(text[(split + 2)..]) is not { Length: >= TagBytes } body)
            throw new ProblemException(EncryptedEnvProblems.Format(path));
        if (!CryptographicOperations.FixedTimeEquals(Check(key, header.Id), header.Check))
            throw new ProblemException(EncryptedEnvProblems.OtherKey(path));
        var plain = new byte[body.Length - TagBytes];
        try
        {
            using var aes = new AesGcm(FileKey(key, header.Id), TagBytes);
            aes.Decrypt(header.Nonce, body.AsSpan(0, plain.Length), body.AsSpan(plain.Length), plain, Encoding.UTF8.GetBytes(text[..(split + 1)]));
        }
        catch (AuthenticationTagMismatchException)
        {
            throw new ProblemException(EncryptedEnvProblems.Damaged(path));
        }

        return header.Environment == environment ? new(Encoding.UTF8.GetString(plain)) : throw new ProblemException(EncryptedEnvProblems.OtherEnvironment(path, environment));
    }

    private static byte[] FileKey(EnvKey key, byte[] id) => key.Derive(id, "slipway-env 1 key", EnvKey.Bytes);

    /// <summary>Tells a wrong key from a damaged file. It says nothing of the key, and differs from file to file.</summary>
    private static byte[] Check(EnvKey key, byte[] id) => key.Derive(id, "slipway-env 1 check", CheckBytes);

    private static byte[]? Body(string text)
    {
        var compact = text.Replace("\n", "");
        var bytes = new byte[compact.Length];
        return Convert.TryFromBase64String(compact, bytes, out var length) ? bytes[..length] : null;
    }

    private sealed record Header(string Environment, byte[] Id, byte[] Check, byte[] Nonce)
    {
        public static Header? Read(string text)
        {
            var lines = text.TrimEnd('\n').Split('\n');
            if (lines.Length != 5 || lines[0] != First)
                return null;
            var (environment, id, check, nonce) = (Field(lines[1], "env"), Field(lines[2], "id"), Field(lines[3], "key"), Field(lines[4], "nonce"));
            var header = new Header(environment ?? "", Bytes(id), Hex(check), Bytes(nonce));
            return header is { Environment.Length: > 0, Id.Length: IdBytes, Check.Length: CheckBytes, Nonce.Length: NonceBytes } ? header : null;
        }

        private static string? Field(string line, string name) => line.StartsWith(name + ": ", StringComparison.Ordinal) ? line[(name.Length + 2)..] : null;

        private static byte[] Hex(string? text) =>
            text is { Length: < 64 } && text.Length % 2 == 0 && text.All(char.IsAsciiHexDigitLower) ? Convert.FromHexString(text) : [];

        private static byte[] Bytes(string? base64)
        {
            var bytes = new byte[64];
            return base64 is not null && Convert.TryFromBase64String(base64, bytes, out var length) ? bytes[..length] : [];
        }
    }
}
