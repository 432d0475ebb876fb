using System.Buffers;
using System.Buffers.Text;
using Slipway.Text;

namespace Slipway.Checks.Project.Leaks;

/// <summary>Matchers for secrets that are more than a start and a run.</summary>
internal static class Shapes
{
    private const int LongestLink = 600;
    private const int LongestPayload = 2000;
    private static readonly SearchValues<char> EndOfLink = SearchValues.Create(" \t\r\n\"'`<>()[]{}\\,;|*");
    private static readonly SearchValues<char> KeyText = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=\r\n\\ \t:-,");
    private static readonly string[] DummyPasswords = ["pass", "password", "pwd", "pw", "secret", "user", "changeme", "root", "admin", "postgres", "mysql", "guest", "rabbitmq", "redis", "test", "dbpass", "db_password", "hunter2"];

    /// <summary>SG.22.43 of SendGrid.</summary>
    public static LeakMatch? SendGrid(ReadOnlySpan<char> text, int at, int anchor)
    {
        var first = Tokens.RunLength(text[(at + anchor)..], Tokens.Url);
        var second = at + anchor + first + 1;
        if (first != 22 || second >= text.Length || text[second - 1] != '.' || Tokens.RunLength(text[second..], Tokens.Url) != 43)
            return null;
        return Dummies.IsDummy(text[at..(second + 43)]) ? null : new LeakMatch(at, second + 43 - at, anchor);
    }

    /// <summary>Three base64url parts of which the first two begin an object.</summary>
    public static LeakMatch? WebToken(ReadOnlySpan<char> text, int at, int anchor)
    {
        if (at > 0 && Tokens.Base64.Contains(text[at - 1]))
            return null;
        var header = Tokens.RunLength(text[at..], Tokens.Url);
        var payload = at + header + 1;
        if (header < 16 || payload + 4 > text.Length || text[payload - 1] != '.' || !text[payload..].StartsWith("eyJ"))
            return null;
        var signature = payload + Tokens.RunLength(text[payload..], Tokens.Url) + 1;
        if (signature >= text.Length || text[signature - 1] != '.' || Tokens.RunLength(text[signature..], Tokens.Url) is var length && length < 20)
            return null;
        return Dummies.IsDummy(text[at..(signature + length)]) || IsShortLived(text[payload..(signature - 1)]) ? null : new LeakMatch(at, signature + length - at, anchor);
    }

    /// <summary>From its issue to its end a day at most: dead by the time that anybody reads it, as those of API descriptions are.</summary>
    private static bool IsShortLived(ReadOnlySpan<char> payload)
    {
        Span<byte> bytes = stackalloc byte[LongestPayload];
        if (payload.Length > LongestPayload || !Base64Url.TryDecodeFromChars(payload, bytes, out var length))
            return false;
        var (issued, ends) = (Number(bytes[..length], "\"iat\":"u8), Number(bytes[..length], "\"exp\":"u8));
        return issued > 0 && ends > issued && ends - issued <= 86_400;
    }

    private static long Number(ReadOnlySpan<byte> json, ReadOnlySpan<byte> name) =>
        json.IndexOf(name) is >= 0 and var at && Utf8Parser.TryParse(json[(at + name.Length)..].TrimStart((byte)' '), out long number, out _) ? number : 0;

    /// <summary>A PEM block with a body; the first line alone also stands in programs that read keys.</summary>
    public static LeakMatch? PrivateKey(ReadOnlySpan<char> text, int at, int anchor)
    {
        var head = text.Slice(at, Math.Min(text.Length - at, 64));
        var kind = head.IndexOf("PRIVATE KEY");
        var dashes = kind < 0 ? -1 : head[kind..].IndexOf("-----");
        if (dashes < 0 || head[..kind].ContainsAny('\n', '"') || head.Contains("ENCRYPTED", StringComparison.Ordinal))
            return null;
        var start = at + kind + dashes + 5;
        var body = Tokens.RunLength(text[start..], KeyText);
        var value = text.Slice(start, body);
        if (body < 64 || value.Contains("...", StringComparison.Ordinal) || value.Contains("Proc-Type: 4,ENCRYPTED", StringComparison.Ordinal))
            return null;
        return Randomness.Entropy(value) < 4 ? null : new LeakMatch(start, body, 0);
    }

    /// <summary><c>base64:</c> and exactly 32 bytes, as Laravel writes APP_KEY.</summary>
    public static LeakMatch? LaravelKey(ReadOnlySpan<char> text, int at, int anchor)
    {
        var start = at + anchor;
        var length = Tokens.RunLength(text[start..], Tokens.Base64);
        if (length != 43 || start + length >= text.Length || text[start + length] != '=')
            return null;
        var value = text.Slice(start, length);
        return Dummies.IsDummy(value) || Randomness.Entropy(value) < 4 ? null : new LeakMatch(at, anchor + length + 1, anchor);
    }

    /// <summary>scheme://user:password@host with a password that is no dummy.</summary>
    public static LeakMatch? LinkWithPassword(ReadOnlySpan<char> text, int at, int anchor)
    {
        var link = text.Slice(at + anchor, Math.Min(text.Length - at - anchor, LongestLink));
        var end = link.IndexOfAny(EndOfLink);
        link = end < 0 ? link : link[..end];
        var host = link.LastIndexOf('@');
        var colon = host < 0 ? -1 : link[..host].IndexOf(':');
        if (colon < 0 || link[..colon].Contains('/') || host == link.Length - 1)
            return null;
        var password = link[(colon + 1)..host];
        if (password.Length < 6 || Dummies.IsReference(password) || Dummies.IsDummy(password) || IsUsual(password, link[..colon]))
            return null;
        return new LeakMatch(at + anchor + colon + 1, password.Length, 0);
    }

    /// <summary>Sentry's old form, in which the link has a secret: https://32 hex:32 hex@host.</summary>
    public static LeakMatch? SentryLink(ReadOnlySpan<char> text, int at, int anchor)
    {
        var start = text[..at].LastIndexOf("https://") is var s && s >= 0 && at - s <= 80 ? s + 8 : -1;
        if (start < 0 || start + 66 > text.Length || Tokens.RunLength(text[start..], Tokens.Hex) != 32 || text[start + 32] != ':')
            return null;
        return Tokens.RunLength(text[(start + 33)..], Tokens.Hex) == 32 && text[start + 65] == '@' ? new LeakMatch(start + 33, 32, 0) : null;
    }

    /// <summary>hooks.slack.com/services/T…/B…/24 characters.</summary>
    public static LeakMatch? SlackHook(ReadOnlySpan<char> text, int at, int anchor)
    {
        var rest = text[(at + anchor)..];
        var end = rest.IndexOfAny(EndOfLink);
        rest = end < 0 ? rest : rest[..end];
        var key = rest.LastIndexOf('/') + 1;
        if (!rest.StartsWith("T") || rest.Count('/') != 2 || Tokens.RunLength(rest[key..], Tokens.Word) < 20 || Dummies.IsDummy(rest))
            return null;
        return new LeakMatch(at + anchor + key, rest.Length - key, 0);
    }

    private static bool IsUsual(ReadOnlySpan<char> password, ReadOnlySpan<char> user)
    {
        if (Dummies.IsWeak(password) || password.Equals(user, StringComparison.OrdinalIgnoreCase))
            return true;
        foreach (var dummy in DummyPasswords)
            if (password.Equals(dummy, StringComparison.OrdinalIgnoreCase))
                return true;
        return Randomness.Changes(password) < 2 || password.Contains("passw", StringComparison.OrdinalIgnoreCase);
    }
}
