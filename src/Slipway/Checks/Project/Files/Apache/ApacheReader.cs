using System.Text;

namespace Slipway.Checks.Project.Files.Apache;

/// <summary>Text → directives and sections.</summary>
internal static class ApacheReader
{
    private const int MaxDepth = 24;

    public static ApacheDirective Read(TextFile file)
    {
        var root = new ApacheDirective(file, null, "", [], 0);
        var open = new Stack<ApacheDirective>([root]);
        foreach (var (line, index) in Lines(file.Text))
        {
            if (line.StartsWith("</", StringComparison.Ordinal))
            {
                if (open.Count > 1)
                    open.Pop();
                continue;
            }

            var isSection = line.StartsWith('<');
            var words = Words(isSection ? line[1..].TrimEnd().TrimEnd('>') : line);
            if (words.Count == 0)
                continue;
            var directive = new ApacheDirective(file, open.Peek(), words[0], words[1..], index);
            open.Peek().Add(directive);
            if (isSection && open.Count < MaxDepth)
                open.Push(directive);
        }

        return root;
    }

    private static IEnumerable<(string Line, int Index)> Lines(string text)
    {
        var joined = new StringBuilder();
        var (at, start) = (0, 0);
        foreach (var line in text.Split('\n'))
        {
            if (joined.Length == 0)
                start = at + line.Length - line.TrimStart().Length;
            at += line.Length + 1;
            if (joined.Length == 0 && line.TrimStart().StartsWith('#'))
                continue;
            joined.Append(line.EndsWith('\\') ? line[..^1] : line);
            if (line.EndsWith('\\'))
                continue;
            if (joined.ToString().Trim() is { Length: > 0 } whole)
                yield return (whole, start);
            joined.Clear();
        }

        if (joined.ToString().Trim() is { Length: > 0 } rest)
            yield return (rest, start);
    }

    private static List<string> Words(string line)
    {
        var words = new List<string>();
        for (var i = 0; i < line.Length;)
        {
            if (char.IsWhiteSpace(line[i]))
            {
                i++;
                continue;
            }

            var word = new StringBuilder();
            var quote = line[i] is '"' or '\'' ? line[i++] : '\0';
            while (i < line.Length && (quote == '\0' ? !char.IsWhiteSpace(line[i]) : line[i] != quote))
            {
                if (line[i] == '\\' && quote != '\0' && i + 1 < line.Length && line[i + 1] == quote)
                    i++;
                word.Append(line[i++]);
            }

            i += quote == '\0' ? 0 : 1;
            words.Add(word.ToString());
        }

        return words;
    }
}
