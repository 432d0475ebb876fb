using System.Text.RegularExpressions;

namespace Slipway.Migrations;

/// <summary>Migrations without a way back. Plain SQL has none by nature and is not told.</summary>
internal static partial class UndoRisk
{
    public static IEnumerable<(int Index, string Why, string Safer)> Find(string path, string text) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".php" => Laravel(SourceBlanks.Blank(text, SourceBlanks.PhpComments())),
        ".py" => Django(SourceBlanks.Blank(text, SourceBlanks.PythonComments())),
        ".cs" => EntityFramework(SourceBlanks.Blank(text, SourceBlanks.PhpComments())),
        _ => [],
    };

    private static IEnumerable<(int, string, string)> Laravel(string code)
    {
        if (Up().Match(code) is not { Success: true } up)
            yield break;
        if (Down().Match(code) is not { Success: true } down)
            yield return (up.Index, "has no down()", "write down(), which undoes what up() did");
        else if (IsEmpty(code, down.Index))
            yield return (down.Index, "has a down() that undoes nothing", "write down(), which undoes what up() did");
    }

    private static IEnumerable<(int, string, string)> Django(string code)
    {
        foreach (Match run in RunCall().Matches(code))
        {
            var call = code[(run.Index + run.Length)..Math.Max(run.Index + run.Length, SourceBlanks.EndOfCall(code, run.Index) - 1)];
            if (!Reverse().IsMatch(call) && Arguments(call) < 2)
                yield return (run.Index, $"{run.Groups["name"].Value} has no reverse", "give the reverse, or say that nothing is to be undone with noop");
        }
    }

    private static IEnumerable<(int, string, string)> EntityFramework(string code)
    {
        if (DownOverride().Match(code) is { Success: true } down && UpOverride().Match(code) is { Success: true } up && !IsEmpty(code, up.Index) && IsEmpty(code, down.Index))
            yield return (down.Index, "has a Down() that undoes nothing", "write Down(), which undoes what Up() did");
    }

    // Nothing between the braces, or only a throw.
    private static bool IsEmpty(string code, int method)
    {
        var open = code.IndexOf('{', method);
        if (open < 0 || Close(code, open) is not (> 0 and var close))
            return false;
        var body = code[(open + 1)..close].Trim();
        return body.Length == 0 || (body.StartsWith("throw", StringComparison.Ordinal) && !body.TrimEnd(';').Contains(';', StringComparison.Ordinal));
    }

    private static int Close(string code, int open)
    {
        var depth = 0;
        for (var i = open; i < code.Length; i++)
        {
            depth += code[i] == '{' ? 1 : code[i] == '}' ? -1 : 0;
            if (depth == 0)
                return i;
        }

        return -1;
    }

    private static int Arguments(string call)
    {
        var (depth, count) = (0, call.Trim().Length == 0 ? 0 : 1);
        foreach (var part in Piece().Matches(call.Trim().TrimEnd(',')).Select(match => match.Value))
        {
            depth += part is "(" or "[" or "{" ? 1 : part is ")" or "]" or "}" ? -1 : 0;
            count += part == "," && depth == 0 ? 1 : 0;
        }

        return count;
    }

    [GeneratedRegex(@"\bfunction\s+up\s*\(", RegexOptions.IgnoreCase)]
    private static partial Regex Up();

    [GeneratedRegex(@"\bfunction\s+down\s*\(", RegexOptions.IgnoreCase)]
    private static partial Regex Down();

    [GeneratedRegex(@"\bmigrations\.(?<name>RunPython|RunSQL)\s*\(")]
    private static partial Regex RunCall();

    [GeneratedRegex(@"\breverse_(?:code|sql)\s*=")]
    private static partial Regex Reverse();

    [GeneratedRegex(@"\boverride\s+void\s+Up\s*\(")]
    private static partial Regex UpOverride();

    [GeneratedRegex(@"\boverride\s+void\s+Down\s*\(")]
    private static partial Regex DownOverride();

    [GeneratedRegex(@"""{3}.*?""{3}|'{3}.*?'{3}|""(?:\\.|[^""\\])*""|'(?:\\.|[^'\\])*'|[()\[\]{},]", RegexOptions.Singleline)]
    private static partial Regex Piece();
}
