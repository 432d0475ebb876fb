using System.Text;

namespace Slipway.Checks.Project.Files.Docker;

/// <summary>Text → instructions.</summary>
internal static class DockerReader
{
    public static IEnumerable<DockerInstruction> Read(string text)
    {
        var lines = text.Split('\n');
        var escape = Escape(lines);
        for (var i = 0; i < lines.Length; i++)
        {
            if (IsEmpty(lines[i]))
                continue;
            var first = i;
            var joined = new StringBuilder();
            while (true)
            {
                var line = lines[i].TrimEnd();
                var goesOn = line.EndsWith(escape);
                joined.Append(goesOn ? line[..^1] : line).Append(goesOn ? " " : "");
                if (!goesOn || i + 1 >= lines.Length)
                    break;
                do
                    i++;
                while (i + 1 < lines.Length && IsEmpty(lines[i]));
            }

            var body = Bodies(joined.ToString(), lines, ref i);
            var whole = joined.ToString().Trim();
            var space = whole.IndexOfAny([' ', '\t']);
            yield return new((space < 0 ? whole : whole[..space]).ToUpperInvariant(), space < 0 ? "" : whole[(space + 1)..].Trim(), first + 1) { Body = body };
        }
    }

    // RUN <<EOF … EOF and COPY <<EOF file: the body is not an instruction.
    private static List<(int, string)> Bodies(string instruction, string[] lines, ref int i)
    {
        var body = new List<(int, string)>();
        if (!instruction.TrimStart().StartsWith("RUN", StringComparison.OrdinalIgnoreCase) && !instruction.TrimStart().StartsWith("COPY", StringComparison.OrdinalIgnoreCase)
            && !instruction.TrimStart().StartsWith("ADD", StringComparison.OrdinalIgnoreCase))
            return body;
        for (var at = instruction.IndexOf("<<", StringComparison.Ordinal); at >= 0 && i + 1 < lines.Length; at = instruction.IndexOf("<<", at + 2, StringComparison.Ordinal))
        {
            var word = new string([.. instruction.Skip(at + 2).SkipWhile(c => c is '-' or '"' or '\'').TakeWhile(c => char.IsAsciiLetterOrDigit(c) || c == '_')]);
            if (word.Length == 0 || Array.FindIndex(lines, i + 1, line => line.Trim() == word) < 0)
                continue;
            for (i++; i < lines.Length && lines[i].Trim() != word; i++)
                body.Add((i + 1, lines[i]));
        }

        return body;
    }

    private static bool IsEmpty(string line) => line.AsSpan().TrimStart() is [] or ['#', ..];

    private static char Escape(string[] lines)
    {
        foreach (var line in lines.TakeWhile(l => l.TrimStart().StartsWith('#')))
            if (line.Replace(" ", "", StringComparison.Ordinal).StartsWith("#escape=`", StringComparison.OrdinalIgnoreCase))
                return '`';
        return '\\';
    }
}
