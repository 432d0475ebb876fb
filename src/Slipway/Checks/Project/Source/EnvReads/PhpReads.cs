using System.Buffers;

namespace Slipway.Checks.Project.Source.EnvReads;

/// <summary><c>env('X')</c>, <c>env('X', 'a')</c>, <c>getenv('X')</c>, <c>Env::get('X')</c>, <c>Env::getOrFail('X')</c>, <c>$_ENV['X']</c>, <c>$_SERVER['X']</c> is not one.</summary>
internal static class PhpReads
{
    public static readonly SearchValues<string> Anchors = SearchValues.Create(["env(", "Env::get(", "Env::getOrFail(", "$_ENV["], StringComparison.Ordinal);

    public static ReadMatch? Match(ReadOnlySpan<char> text, int at)
    {
        var isArray = text[at] == '$';
        var before = at > 0 ? text[at - 1] : ' ';
        var isGetenv = !isArray && text[..at].EndsWith("get");
        if (!isArray && !isGetenv && (KeyText.IsWord(before) || before is '>' or ':' or '$'))
            return null;
        var end = at + text[at..].IndexOfAny('(', '[') + 1;
        if (KeyText.Quoted(text, ref end) is not { } key)
            return null;
        if (isArray && KeyText.IsAssigned(text, end + 1))
            return null;
        if (text[at..].StartsWith("Env::getOrFail("))
            return new ReadMatch(key, EnvReadKind.Required, end);
        return new ReadMatch(key, Kind(text, at, end, hasDefault: !isArray && !isGetenv), end);
    }

    private static EnvReadKind Kind(ReadOnlySpan<char> text, int at, int end, bool hasDefault)
    {
        var rest = KeyText.Arguments(text, end);
        if (hasDefault && rest.TrimStart().StartsWith(",") && !rest.TrimStart(" \t\r\n,").TrimEnd().Equals("null", StringComparison.OrdinalIgnoreCase))
            return EnvReadKind.Defaulted;
        var after = end + rest.Length + 1;
        var isGuarded = KeyText.Follows(text, after, "??") || KeyText.Follows(text, after, "?:") || text[..at].EndsWith("isset(");
        return isGuarded ? EnvReadKind.Defaulted : EnvReadKind.Optional;
    }
}
