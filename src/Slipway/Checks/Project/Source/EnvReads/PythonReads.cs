using System.Buffers;

namespace Slipway.Checks.Project.Source.EnvReads;

/// <summary><c>os.environ['X']</c>, <c>os.environ.get('X', 'a')</c>, <c>os.getenv('X')</c>, <c>env('X', default=1)</c> and <c>env.bool('X')</c> of django-environ, <c>config('X')</c> of decouple.</summary>
internal static class PythonReads
{
    public static readonly SearchValues<string> Anchors = SearchValues.Create(["environ", "getenv(", "env(", "env.", "config("], StringComparison.Ordinal);

    public static ReadMatch? Match(ReadOnlySpan<char> text, int at)
    {
        var rest = text[at..];
        if (rest.StartsWith("environ["))
            return Item(text, at + 8);
        foreach (var call in (ReadOnlySpan<string>)["environ.get(", "environ.setdefault(", "environ.pop(", "getenv("])
            if (rest.StartsWith(call))
                return Get(text, at + call.Length, call == "environ.setdefault(");
        if (at > 0 && (KeyText.IsWord(text[at - 1]) || text[at - 1] is '.'))
            return null;
        if (rest.StartsWith("env(") && text.Contains("environ", StringComparison.Ordinal))
            return Call(text, at + 4, defaultIsNamed: true);
        if (rest.StartsWith("config(") && text.Contains("decouple", StringComparison.Ordinal))
            return Call(text, at + 7, defaultIsNamed: true);
        if (rest.StartsWith("env.") && KeyText.WordLength(rest[4..]) is > 0 and var method && rest.Length > 4 + method && rest[4 + method] == '(' && text.Contains("environ", StringComparison.Ordinal))
            return Call(text, at + 4 + method + 1, defaultIsNamed: false);
        return null;
    }

    private static ReadMatch? Item(ReadOnlySpan<char> text, int at)
    {
        if (KeyText.Quoted(text, ref at) is not { } key || !KeyText.Follows(text, at, "]"))
            return null;
        return KeyText.IsAssigned(text, KeyText.Skip(text, at) + 1) ? null : new ReadMatch(key, EnvReadKind.Required, at);
    }

    private static ReadMatch? Get(ReadOnlySpan<char> text, int at, bool sets)
    {
        if (KeyText.Quoted(text, ref at) is not { } key)
            return null;
        var rest = KeyText.Arguments(text, at);
        var second = rest.TrimStart(" \t\r\n,").TrimEnd(" \t\r\n,");
        var isGuarded = sets || (second.Length > 0 && !second.SequenceEqual("None")) || KeyText.Follows(text, at + rest.Length + 1, "or ");
        return new ReadMatch(key, isGuarded ? EnvReadKind.Defaulted : EnvReadKind.Optional, at);
    }

    private static ReadMatch? Call(ReadOnlySpan<char> text, int at, bool defaultIsNamed)
    {
        if (KeyText.Quoted(text, ref at) is not { } key)
            return null;
        var rest = KeyText.Arguments(text, at);
        var second = rest.TrimStart(" \t\r\n,");
        var isPositional = !defaultIsNamed && second.Length > 0 && !second[KeyText.WordLength(second)..].StartsWith("=");
        var hasDefault = rest.Contains("default=", StringComparison.Ordinal) || rest.Contains("default =", StringComparison.Ordinal) || isPositional || HasSchemeDefault(text, key);
        return new ReadMatch(key, hasDefault ? EnvReadKind.Defaulted : EnvReadKind.Required, at);
    }

    // environ.Env(DEBUG=(bool, False))
    private static bool HasSchemeDefault(ReadOnlySpan<char> text, string key)
    {
        for (var start = 0; text[start..].IndexOf("Env(") is var hit && hit >= 0;)
        {
            start += hit + 4;
            if (KeyText.Arguments(text, start).IndexOf(key + "=(") is >= 0 and var at && !KeyText.IsWord(text[start + at - 1]))
                return true;
        }

        return false;
    }
}
