namespace Slipway.Checks.Project.Files;

/// <summary>A text file of the project.</summary>
/// <param name="Path">Relative to the project, with <c>/</c>.</param>
internal sealed record TextFile(string Path, string Text)
{
    private readonly Lazy<int[]> _starts = new(() => Starts(Text));

    public string Name => System.IO.Path.GetFileName(Path);

    public string Folder => System.IO.Path.GetDirectoryName(Path) ?? "";

    /// <summary><c>path:line:column</c> of a character, both from 1.</summary>
    public string Where(int index)
    {
        var line = Line(index);
        return Where(line, Math.Clamp(index, 0, Text.Length) - _starts.Value[line - 1] + 1);
    }

    public string Where(int line, int column) => $"{Path}:{line}:{column}";

    public int Line(int index)
    {
        var found = Array.BinarySearch(_starts.Value, Math.Clamp(index, 0, Text.Length));
        return found >= 0 ? found + 1 : ~found;
    }

    private static int[] Starts(string text)
    {
        var starts = new List<int> { 0 };
        for (var i = text.IndexOf('\n'); i >= 0; i = text.IndexOf('\n', i + 1))
            starts.Add(i + 1);
        return [.. starts];
    }
}
