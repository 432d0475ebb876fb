using System.Buffers;

namespace Slipway.Checks.Project.Source.EnvReads;

/// <summary><c>Environment.GetEnvironmentVariable("X")</c>, <c>Configuration["A:B"]</c>, <c>GetValue&lt;int&gt;("A:B", 1)</c>, <c>GetConnectionString("X")</c>.</summary>
internal static class CsharpReads
{
    public static readonly SearchValues<string> Anchors = SearchValues.Create(
        ["GetEnvironmentVariable(", "onfiguration[", "GetConnectionString(", "onfiguration.GetValue<", "ettings[\"", "onfig[\""], StringComparison.Ordinal);

    public static ReadMatch? Match(ReadOnlySpan<char> text, int at)
    {
        var rest = text[at..];
        var isValue = rest.StartsWith("onfiguration.GetValue<");
        var open = isValue ? rest.IndexOf(">(") + 1 : rest.IndexOfAny('(', '[');
        var end = at + open + 1;
        if (open <= 0 || KeyText.Quoted(text, ref end) is not { } key)
            return null;
        if (IsAlias(rest) && !key.Contains(':'))
            return null;
        var arguments = KeyText.Arguments(text, end);
        var after = KeyText.Skip(text, Math.Min(text.Length, end + arguments.Length + 1));
        if ((rest.StartsWith("onfiguration[") || IsAlias(rest)) && KeyText.IsAssigned(text, after))
            return null;
        key = (rest.StartsWith("GetConnectionString(") ? "ConnectionStrings__" : "") + key.Replace(":", "__");
        return new ReadMatch(key, Kind(text, after, isValue && arguments.TrimStart().StartsWith(",")), end);
    }

    // Other names of the configuration; a dictionary of that name has no colons in its keys.
    private static bool IsAlias(ReadOnlySpan<char> rest) => rest.StartsWith("ettings[") || rest.StartsWith("onfig[");

    private static EnvReadKind Kind(ReadOnlySpan<char> text, int after, bool hasDefault)
    {
        if (!hasDefault && !KeyText.Follows(text, after, "??"))
            return EnvReadKind.Optional;
        return !hasDefault && KeyText.Follows(text, after + 2, "throw") ? EnvReadKind.Required : EnvReadKind.Defaulted;
    }
}
