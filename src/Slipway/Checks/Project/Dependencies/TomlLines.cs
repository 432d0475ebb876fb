namespace Slipway.Checks.Project.Dependencies;

/// <summary>The lines of a TOML file with the table they stand in: enough to read what packages a project names. Strings over several lines are not read.</summary>
internal static class TomlLines
{
    /// <returns>Table (<c>project</c>, <c>[package]</c> for one of a list), key, value as written with lists on one line, and its line from 1.</returns>
    public static IEnumerable<(string Table, string Key, string Value, int Line)> Read(string text)
    {
        var table = "";
        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var line = WithoutComment(lines[i]).Trim();
            if (line.StartsWith('[') && line.EndsWith(']'))
            {
                table = line[1..^1];
                continue;
            }

            if (line.IndexOf('=') is not (> 0 and var equals))
                continue;
            var (first, value) = (i + 1, line[(equals + 1)..].Trim());
            while (value.StartsWith('[') && !value.EndsWith(']') && i + 1 < lines.Length)
                value += " " + WithoutComment(lines[++i]).Trim();
            yield return (table, line[..equals].Trim().Trim('"', '\''), value, first);
        }
    }

    /// <summary>The strings of a list or of a single value.</summary>
    public static IEnumerable<string> Strings(string value)
    {
        for (var at = value.AsSpan().IndexOfAny('"', '\''); at >= 0;)
        {
            var end = value.IndexOf(value[at], at + 1);
            if (end < 0)
                yield break;
            yield return value[(at + 1)..end];
            var next = value.AsSpan(end + 1).IndexOfAny('"', '\'');
            at = next < 0 ? -1 : end + 1 + next;
        }
    }

    private static string WithoutComment(string line)
    {
        var quote = '\0';
        for (var i = 0; i < line.Length; i++)
        {
            if (quote != '\0')
                quote = line[i] == quote ? '\0' : quote;
            else if (line[i] is '"' or '\'')
                quote = line[i];
            else if (line[i] == '#')
                return line[..i];
        }

        return line;
    }
}
