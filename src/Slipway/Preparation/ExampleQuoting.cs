using Slipway.EnvFiles;

namespace Slipway.Preparation;

/// <summary>Examples show placeholders such as <c>KEY=&lt;your key&gt;</c>, which not every program can read without quotes.</summary>
internal static class ExampleQuoting
{
    /// <summary>The text with quotes around values that need them; as it is when that does not help.</summary>
    public static string Readable(string text, EnvDialect dialect)
    {
        var lines = EnvReader.Read(text, dialect);
        var wrong = lines.Problems.Zip(lines.ProblemPositions).Where(p => p.First.Code == "env.unquoted").Select(p => p.Second.Line - 1).ToHashSet();
        if (wrong.Count == 0)
            return text;
        var quoted = string.Join('\n', text.Split('\n').Select((line, i) => wrong.Contains(i) ? Quoted(line) : line));
        return EnvReader.Read(quoted, dialect).Problems.Count < lines.Problems.Count ? quoted : text;
    }

    private static string Quoted(string line)
    {
        var equals = line.IndexOf('=');
        var comment = line.IndexOf(" #", StringComparison.Ordinal) is >= 0 and var found ? found : line.Length;
        var value = equals < 0 || comment < equals ? "" : line[(equals + 1)..comment].Trim();
        return value.Length == 0 || value.Contains('\'') ? line : $"{line[..(equals + 1)]}'{value}'{line[comment..]}{(line.EndsWith('\r') && comment == line.Length ? "\r" : "")}";
    }
}
