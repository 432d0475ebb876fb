using System.Buffers;

namespace Slipway.Checks.Project.Source.EnvReads;

/// <summary><c>process.env.X</c>, <c>process.env['X']</c>, <c>import.meta.env.X</c>, <c>|| 'a'</c> and <c>?? 'a'</c> behind it; not what is assigned, deleted or built in.</summary>
internal static class ScriptReads
{
    public static readonly SearchValues<string> Anchors = SearchValues.Create(["process.env", "import.meta.env"], StringComparison.Ordinal);
    private static readonly string[] BuiltIn = ["MODE", "DEV", "PROD", "SSR", "BASE_URL"];

    public static ReadMatch? Match(ReadOnlySpan<char> text, int at)
    {
        var isVite = text[at] == 'i';
        var end = at + (isVite ? 15 : 11);
        if (end < text.Length && text[end] == '?')
            end++;
        if (end >= text.Length || Key(text, ref end) is not { } key)
            return null;
        if (KeyText.IsAssigned(text, end) || text[..at].TrimEnd().EndsWith("delete") || (isVite && BuiltIn.Contains(key)))
            return null;
        var isGuarded = KeyText.Follows(text, end, "||") || KeyText.Follows(text, end, "??");
        return new ReadMatch(key, isGuarded ? EnvReadKind.Defaulted : EnvReadKind.Optional, end);
    }

    /// <summary><c>const { A, B = 'x' } = process.env</c>: the names, when the anchor ends such a statement.</summary>
    public static void AddDestructured(ReadOnlySpan<char> text, int at, int line, ICollection<EnvRead> reads)
    {
        var before = text[..at].TrimEnd();
        if (!before.EndsWith("=") || before[..^1].TrimEnd() is var head && !head.EndsWith("}") || head.LastIndexOf('{') is var open && open < 0)
            return;
        var start = line - text[open..at].Count('\n');
        foreach (var part in head[(open + 1)..^1].ToString().Split(','))
        {
            var name = part.AsSpan().TrimStart();
            if (KeyText.WordLength(name) is > 0 and var length)
                reads.Add(new EnvRead(name[..length].ToString(), start + (part.Length - part.TrimStart().Length is var blank ? part.AsSpan(0, blank).Count('\n') : 0), part.Contains('=') ? EnvReadKind.Defaulted : EnvReadKind.Optional));
            start += part.AsSpan().Count('\n');
        }
    }

    private static string? Key(ReadOnlySpan<char> text, ref int at)
    {
        if (text[at] == '[')
        {
            at++;
            return KeyText.Quoted(text, ref at) is { } quoted && KeyText.Follows(text, at, "]") ? Behind(text, quoted, ref at) : null;
        }

        if (text[at] != '.' || KeyText.WordLength(text[(at + 1)..]) is var length && length == 0 || char.IsAsciiDigit(text[at + 1]))
            return null;
        var key = text.Slice(at + 1, length).ToString();
        at += 1 + length;
        return at < text.Length && text[at] == '(' ? null : key;
    }

    private static string Behind(ReadOnlySpan<char> text, string key, ref int at)
    {
        at = KeyText.Skip(text, at) + 1;
        return key;
    }
}
