namespace Slipway.Cli.Output;

/// <summary>A table as lines: columns as wide as their widest cell, two blanks between them.</summary>
internal static class TableText
{
    /// <returns>The heads first, then the rows; all text is clean.</returns>
    public static IReadOnlyList<string> Lines(OutputTable table)
    {
        var rows = (table.Heads.Count == 0 ? table.Rows : table.Rows.Prepend(table.Heads)).Select(row => row.Select(TerminalText.Line).ToList()).ToList();
        var widths = Enumerable.Range(0, rows.Max(row => row.Count))
            .Select(column => rows.Max(row => column < row.Count ? Cells.Count(row[column]) : 0))
            .ToList();
        return [.. rows.Select(row => string.Join("  ", row.Select((cell, column) => Cells.Fit(cell, widths[column]))).TrimEnd())];
    }
}
