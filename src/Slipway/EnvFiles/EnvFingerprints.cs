using System.Security.Cryptography;
using System.Text;
using Slipway.Secrets;

namespace Slipway.EnvFiles;

/// <summary>
/// Fingerprints by which two sides tell whether they have the same values: HMAC-SHA-256 with a key that is drawn for one look and
/// never printed or kept, so that who has the fingerprints alone cannot find a short value by trying.
/// </summary>
public sealed class EnvFingerprints
{
    private const int KeyBytes = 32;
    private const int Digits = 16;

    private readonly byte[] _key;

    private EnvFingerprints(byte[] key) => _key = key;

    public static EnvFingerprints New() => new(RandomNumberGenerator.GetBytes(KeyBytes));

    /// <summary>Those of the other side, by its <see cref="ToText"/>.</summary>
    public static EnvFingerprints Parse(Secret text) => new(Convert.FromBase64String(text.Reveal()));

    /// <summary>The key, for the other side alone.</summary>
    public Secret ToText() => new(Convert.ToBase64String(_key));

    /// <summary>16 hex digits.</summary>
    public string Of(Secret value) => Convert.ToHexStringLower(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(value.Reveal())))[..Digits];

    /// <summary>By key.</summary>
    public IReadOnlyDictionary<string, string> Of(IEnumerable<EnvEntry> entries) =>
        entries.ToDictionary(e => e.Key, e => Of(e.Value), StringComparer.Ordinal);
}
