using System.Security.Cryptography;
using System.Text;
using Slipway.Problems;
using Slipway.Secrets;

namespace Slipway.EnvFiles;

/// <summary>The key by which env files are encrypted: 32 random bytes, written as base64.</summary>
public sealed class EnvKey
{
    public const int Bytes = 32;

    private readonly byte[] _key;

    private EnvKey(byte[] key) => _key = key;

    public static EnvKey New() => new(RandomNumberGenerator.GetBytes(Bytes));

    /// <param name="source">Where the text comes from, for the message.</param>
    /// <exception cref="ProblemException">It is not 32 bytes as base64.</exception>
    public static EnvKey Parse(Secret text, string source)
    {
        var bytes = new byte[Bytes + 3];
        return Convert.TryFromBase64String(text.Reveal().Trim(), bytes, out var length) && length == Bytes
            ? new(bytes[..Bytes])
            : throw new ProblemException(EncryptedEnvProblems.Key(source));
    }

    public Secret ToText() => new(Convert.ToBase64String(_key));

    /// <summary>A key for one file alone (HKDF with SHA-256), so that no nonce is ever used twice with it.</summary>
    /// <param name="salt">The file's own id.</param>
    /// <param name="purpose">Tells apart what is derived for it.</param>
    internal byte[] Derive(ReadOnlySpan<byte> salt, string purpose, int length)
    {
        var derived = new byte[length];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, _key, derived, salt, Encoding.ASCII.GetBytes(purpose));
        return derived;
    }
}
