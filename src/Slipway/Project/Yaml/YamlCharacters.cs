namespace Slipway.Project.Yaml;

/// <summary>Characters that may not stand in a project file.</summary>
internal static class YamlCharacters
{
    /// <summary>False when a character is refused. Tabs may stand in lines that are only a comment.</summary>
    public static bool Check(string text, ProblemList problems)
    {
        int line = 1, start = 0;
        var sound = true;
        while (start < text.Length)
        {
            var length = text.AsSpan(start).IndexOfAny('\n', '\r');
            var content = text.AsSpan(start, length < 0 ? text.Length - start : length);
            sound &= CheckLine(content, line, problems);
            start += content.Length;
            start += text.AsSpan(start).StartsWith("\r\n") ? 2 : 1;
            line++;
        }

        return sound;
    }

    private static bool CheckLine(ReadOnlySpan<char> content, int line, ProblemList problems)
    {
        var comment = content.TrimStart().StartsWith('#');
        for (var i = 0; i < content.Length; i++)
        {
            var c = content[i];
            if (c == '\t' ? comment : !Refused(c))
                continue;
            problems.Add(new(line, i + 1), c == '\t' ? ProjectProblems.Tab() : ProjectProblems.Control(c));
            return false;
        }

        return true;
    }

    private static bool Refused(char c) => char.IsControl(c) || c is '\u2028' or '\u2029' or '\uFEFF' or '\uFFFE' or '\uFFFF';
}
