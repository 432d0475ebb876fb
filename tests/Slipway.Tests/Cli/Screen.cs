namespace Slipway.Tests.Cli;

/// <summary>What a terminal shows after the few sequences that our live area uses; any other sequence is an error.</summary>
internal static class Screen
{
    public static string Of(string text)
    {
        var lines = new List<string> { "" };
        var row = 0;
        var atStart = true; // the next character replaces the whole line: ours are always written from the first column
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\u001b')
            {
                var end = text.IndexOfAny([.. "AKJhl"], i);
                Apply(text[(i + 1)..(end + 1)], lines, ref row, atStart);
                i = end;
            }
            else if (text[i] is '\n' or '\r')
            {
                row += text[i] == '\n' ? 1 : 0;
                atStart = true;
                if (row == lines.Count)
                    lines.Add("");
            }
            else
            {
                lines[row] = (atStart ? "" : lines[row]) + text[i];
                atStart = false;
            }
        }

        return string.Join('\n', lines).TrimEnd('\n');
    }

    private static void Apply(string sequence, List<string> lines, ref int row, bool atStart)
    {
        if (sequence == "[K" && atStart)
            lines[row] = "";
        else if (sequence == "[J")
        {
            lines.RemoveRange(row, lines.Count - row);
            lines.Add("");
        }
        else if (sequence.EndsWith('A'))
            row -= int.Parse(sequence[1..^1]);
        else if (sequence is not ("[K" or "[?25l" or "[?25h"))
            throw new InvalidOperationException($"unexpected sequence {sequence}");
    }
}
