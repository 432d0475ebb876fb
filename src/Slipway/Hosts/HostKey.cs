using System.Security.Cryptography;

namespace Slipway.Hosts;

/// <summary>A host's public key as a line of known_hosts.</summary>
/// <param name="Name">As ssh writes it: <c>203.0.113.10</c>, <c>[203.0.113.10]:2222</c>.</param>
/// <param name="Type">ssh-ed25519, ecdsa-sha2-nistp256 …</param>
/// <param name="Base64">The key itself.</param>
public sealed record HostKey(string Name, string Type, string Base64)
{
    /// <summary>As ssh-keygen -l shows it: <c>SHA256:…</c>.</summary>
    public string Fingerprint => "SHA256:" + Convert.ToBase64String(SHA256.HashData(Convert.FromBase64String(Base64))).TrimEnd('=');

    /// <returns>Null for comments, hashed or marked lines and anything else that is no plain key.</returns>
    public static HostKey? Parse(string line) =>
        line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) is [var name, var type, var base64, ..]
        && name[0] is not ('#' or '@' or '|')
        && Convert.TryFromBase64String(base64, new byte[base64.Length], out _)
            ? new HostKey(name, type, base64)
            : null;

    public override string ToString() => $"{Name} {Type} {Base64}";
}
