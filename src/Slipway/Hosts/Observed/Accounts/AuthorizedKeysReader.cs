using System.Security.Cryptography;
using Slipway.Hosts.Observed.Disk;

namespace Slipway.Hosts.Observed.Accounts;

internal static class AuthorizedKeysReader
{
    public static AuthorizedKeysFact Read(AuthorizedKeysQuestion asked, HostView host) =>
        new([.. AccountFile.Users(host).Where(user => asked.Users.Contains(user.Name)).Select(user => Of(user, host))]);

    private static AuthorizedKeysFile Of(HostUser user, HostView host)
    {
        var path = Path.Combine(user.Home, ".ssh/authorized_keys");
        var file = FilesReader.Look(path, false, host);
        try
        {
            return new(user.Name, file, [.. host.Lines(path).Select(Key).OfType<AuthorizedKey>()], null);
        }
        catch (Exception e) when (e is UnknownFactException or IOException)
        {
            return new(user.Name, file, [], e.Message);
        }
    }

    /// <summary>Lines: options kind key comment; options may hold blanks in quotes.</summary>
    internal static AuthorizedKey? Key(string line)
    {
        var words = Words(line.Trim());
        var kind = words.FindIndex(word => word.StartsWith("ssh-", StringComparison.Ordinal)
            || word.StartsWith("ecdsa-", StringComparison.Ordinal) || word.StartsWith("sk-", StringComparison.Ordinal));
        if (line.TrimStart().StartsWith('#') || kind is < 0 or > 1 || kind + 1 >= words.Count || Fingerprint(words[kind + 1]) is not { } fingerprint)
            return null;
        return new(words[kind], fingerprint, words.Count > kind + 2 ? string.Join(' ', words.Skip(kind + 2)) : null, kind == 1 ? Options(words[0]) : []);
    }

    private static string? Fingerprint(string key)
    {
        var bytes = new byte[key.Length];
        return Convert.TryFromBase64String(key, bytes, out var length)
            ? $"SHA256:{Convert.ToBase64String(SHA256.HashData(bytes.AsSpan(0, length))).TrimEnd('=')}"
            : null;
    }

    private static IReadOnlyList<string> Options(string text) => [.. Split(text, ',').Select(option => option.Split('=')[0])];

    private static List<string> Words(string line) => [.. Split(line, ' ').Where(word => word.Length > 0)];

    private static IEnumerable<string> Split(string text, char separator)
    {
        var (start, quoted) = (0, false);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '"' && (i == 0 || text[i - 1] != '\\'))
                quoted = !quoted;
            if (text[i] != separator || quoted)
                continue;
            yield return text[start..i];
            start = i + 1;
        }

        yield return text[start..];
    }
}
