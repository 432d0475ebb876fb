using System.Text;

namespace Slipway.DeployBenchmark;

/// <summary>A table that can be shown on a terminal and in Markdown. The first column is text, the others stand to the right.</summary>
internal sealed class Table(params IReadOnlyList<string> header)
{
    private readonly List<IReadOnlyList<string>> _rows = [];

    public void Add(params IReadOnlyList<string> cells) => _rows.Add(cells);

    public string ToText()
    {
        IReadOnlyList<string>[] all = [header, .. _rows];
        var widths = header.Select((_, column) => all.Max(row => row[column].Length)).ToList();
        return Join(all.Select(row => "  " + string.Join("  ", row.Select((cell, column) => column == 0 ? cell.PadRight(widths[0]) : cell.PadLeft(widths[column])))));
    }

    public string ToMarkdown()
    {
        var rule = "|" + string.Concat(header.Select((_, column) => column == 0 ? "---|" : "---:|"));
        return Join([Line(header), rule, .. _rows.Select(Line)]);
    }

    private static string Line(IReadOnlyList<string> cells) => $"| {string.Join(" | ", cells)} |";

    private static string Join(IEnumerable<string> lines) => lines.Aggregate(new StringBuilder(), (text, line) => text.Append(line.TrimEnd()).Append('\n')).ToString();
}
