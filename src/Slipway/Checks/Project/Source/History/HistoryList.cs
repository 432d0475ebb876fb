using System.Text;

namespace Slipway.Checks.Project.Source.History;

/// <summary>The contents that branches and tags reach, as <c>git rev-list</c> lists them: newest first, each once.</summary>
/// <param name="IsWhole">False when git lacks some of them: a partial clone.</param>
internal sealed record HistoryList(IReadOnlyList<HistoryBlob> Blobs, bool IsWhole)
{
    /// <param name="head">The commit that is checked out, which no branch may reach; or null.</param>
    public static IReadOnlyList<string> Arguments(string? head) =>
    [
        "rev-list", "--objects", "--filter=object:type=blob", $"--filter=blob:limit={SourceScanner.LargestFile}", "--filter-provided-objects",
        "--missing=print", "--all", .. head is null ? (string[])[] : [head],
    ];

    public static HistoryList Read(byte[] output)
    {
        var (blobs, isWhole) = (new List<HistoryBlob>(output.Length / 70), true);
        foreach (var line in Encoding.UTF8.GetString(output).AsSpan().EnumerateLines())
            if (line.StartsWith('?')) // git does not have it here
                isWhole = false;
            else if (line.IndexOf(' ') is > 16 and var blank)
                blobs.Add(new HistoryBlob(line[..blank].ToString(), line[(blank + 1)..].ToString()));
        return new(blobs, isWhole);
    }
}
