using System.Buffers;
using System.Collections.Frozen;
using Slipway.EnvFiles.Names;
using Slipway.Text;

namespace Slipway.Checks.Project.Leaks;

/// <summary>Finds names such as <c>DB_PASSWORD</c> that are given a value that looks random.</summary>
internal static class Assignments
{
    private const int LongestName = 60;
    private const int LongestValue = 256;
    private static readonly SearchValues<char> NamePart = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.");
    private static readonly SearchValues<char> EndOfWord = SearchValues.Create(" \t\r\n#;,\"'`");

    // A name with one of these words is given no secret.
    private static readonly FrozenSet<string> HarmlessWords = FrozenSet.ToFrozenSet(
        [
            "hash", "public", "publishable", "example", "csrf", "xsrf", "label", "title", "message", "error", "hint", "url", "uri", "endpoint", "field", "name", "type", "path", "file",
            "length", "expires", "expiry", "expiration", "ttl", "header", "param", "prefix", "regex", "pattern", "class", "table", "column", "route", "algorithm", "rule", "rules", "format",
            "id", "placeholder", "count", "limit", "icon", "color", "style", "version", "checksum", "integrity", "reset", "confirm", "confirmation", "arn", "min", "max",
        ],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Words that begin a search for an assignment, any case.</summary>
    public static readonly IReadOnlyList<string> Words =
        ["password", "passwd", "secret", "token", "api_key", "apikey", "api-key", "access_key", "accesskey", "private_key", "auth_key", "encryption_key", "credential", "pwd="];

    /// <param name="at">Where one of <see cref="Words"/> begins.</param>
    /// <param name="bare">True where values need no quotes: env files, INI, YAML, shell.</param>
    /// <param name="name">What the value is given to.</param>
    public static LeakMatch? Find(ReadOnlySpan<char> text, int at, bool bare, out ReadOnlySpan<char> name)
    {
        var start = at;
        while (start > 0 && at - start < LongestName && NamePart.Contains(text[start - 1]))
            start--;
        var end = at;
        while (end < text.Length && end - at < LongestName && NamePart.Contains(text[end]))
            end++;
        name = text[start..end];
        var value = start > 0 && text[start - 1] == ':' ? -1 : ValueStart(text, start, end, bare);
        if (value < 0 || IsHarmless(name))
            return null;
        var length = ValueLength(text, value, bare);
        if (length is < 8 or > LongestValue)
            return null;
        return IsSecret(name, text.Slice(value, length)) ? new LeakMatch(value, length, 0) : null;
    }

    // name = "…", 'name' => '…', "name": "…", name: …, NAME=…, define('NAME', '…')
    private static int ValueStart(ReadOnlySpan<char> text, int start, int at, bool bare)
    {
        var quoted = at < text.Length && text[at] is '"' or '\'' or '`';
        at += quoted ? 1 : 0;
        if (at < text.Length && text[at] == ']')
            at++;
        at = SkipBlanks(text, at);
        if (at + 1 >= text.Length)
            return -1;
        if (text[at] == ',' && quoted && start > 0 && text[..(start - 1)].EndsWith("define("))
            at++;
        else if (text[at] == ':')
            at += text[at + 1] is '=' ? 2 : 1;
        else if (text[at] == '=' && text[at + 1] != '=')
            at += text[at + 1] == '>' ? 2 : 1;
        else
            return -1;
        at = SkipBlanks(text, at);
        if (at >= text.Length)
            return -1;
        if (text[at] is '"' or '\'' or '`')
            return at + 1;
        return bare || IsInConnectionString(text, start, at) ? at : -1;
    }

    // "Host=db;Username=app;Password=…"
    private static bool IsInConnectionString(ReadOnlySpan<char> text, int start, int value) =>
        start > 0 && text[start - 1] is ';' or ' ' && text[value - 1] == '=' && text[..start].LastIndexOfAny(';', '\n') is var before && before >= 0 && text[before] == ';';

    private static int ValueLength(ReadOnlySpan<char> text, int start, bool bare)
    {
        var rest = text[start..Math.Min(text.Length, start + LongestValue + 1)];
        if (start > 0 && text[start - 1] is '"' or '\'' or '`' && rest.IndexOfAny(text[start - 1], '\n') is var close && (!bare || close >= 0))
            return close >= 0 && rest[close] != '\n' && !rest[..close].ContainsAny(' ', '\t') ? close : -1;
        var end = rest.IndexOfAny(EndOfWord);
        return end < 0 ? rest.Length : end;
    }

    private static int SkipBlanks(ReadOnlySpan<char> text, int at)
    {
        while (at < text.Length && text[at] is ' ' or '\t')
            at++;
        return at;
    }

    // DB_PASSWORD_HASH, passwordHash, password-hash
    private static bool IsHarmless(ReadOnlySpan<char> name)
    {
        var words = HarmlessWords.GetAlternateLookup<ReadOnlySpan<char>>();
        var start = 0;
        for (var i = 1; i <= name.Length; i++)
        {
            if (i < name.Length && char.IsAsciiLetterOrDigit(name[i]) && !(char.IsAsciiLetterUpper(name[i]) && !char.IsAsciiLetterUpper(name[i - 1])))
                continue;
            if (words.Contains(name[start..i].Trim("_-.")))
                return true;
            start = i;
        }

        return false;
    }

    private static bool IsSecret(ReadOnlySpan<char> name, ReadOnlySpan<char> value)
    {
        if (Dummies.IsReference(value) || Dummies.IsDummy(value) || Dummies.IsWeak(value) || !Randomness.HasLetterAndDigit(value) || PlaceholderValue.Says(value.ToString()))
            return false;
        if (name.Contains("passw", StringComparison.OrdinalIgnoreCase) || name.Equals("pwd", StringComparison.OrdinalIgnoreCase))
            return !value.ContainsAny("|:<>(){}/\\") && !value.Contains("passw", StringComparison.OrdinalIgnoreCase) && Randomness.Changes(value) >= 3 && Randomness.Entropy(value) >= 2.5;
        return value.Length >= 16 && !value.ContainsAny("|<>(){}[]\\$*?") && !value.Contains("://", StringComparison.Ordinal) && !IsPackage(value) && !IsUuid(value) && Randomness.IsRandom(value);
    }

    // npm:name@1.2.3, file:../x, workspace:^1.0.0: what stands for a version in package.json.
    private static bool IsPackage(ReadOnlySpan<char> value) =>
        value.StartsWith("npm:") || value.StartsWith("file:") || value.StartsWith("workspace:") || value.StartsWith("github:") || value.StartsWith("link:") || value.StartsWith("patch:") || value.StartsWith("catalog:");

    private static bool IsUuid(ReadOnlySpan<char> value) => value.Length == 36 && Guid.TryParseExact(value, "D", out _);
}
