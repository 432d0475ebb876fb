using System.Text;
using Slipway.Content;
using Slipway.Processes;

namespace Slipway.Checks.Project.Source.History;

/// <summary>Which commits brought contents to their paths, asked in one walk over the history of these paths.</summary>
internal static class BlobCommits
{
    private const char Mark = '\u0001';
    private const int MaxOutput = 1 << 26;

    /// <param name="head">The commit that is checked out, which no branch may reach; or null.</param>
    /// <returns>By the content's id: the oldest such commit and its day. What was not found is not there.</returns>
    public static async Task<IReadOnlyDictionary<string, (string Commit, string Date)>> AskAsync(
        IReadOnlyList<HistorySuspect> places, string? head, Func<IReadOnlyList<string>, CommandLine> git, CancellationToken cancel)
    {
        string[] arguments =
        [
            "log", "--all", "--full-history", "--no-renames", "--raw", $"--format=tformat:{Mark}%h %as",
            .. places.Select(one => "--find-object=" + one.Blob).Distinct(), .. head is null ? (string[])[] : [head],
            "--", .. places.Select(one => ":(top,literal)" + one.Path).Distinct(),
        ];
        var (exit, output, _) = await ByteCommand.RunAsync(git(arguments), MaxOutput, cancel);
        return exit == 0 ? Read(Encoding.UTF8.GetString(output), places) : new Dictionary<string, (string, string)>();
    }

    // From the newest commit to the oldest, so the last one that is told of a content brought it first.
    private static Dictionary<string, (string Commit, string Date)> Read(string output, IReadOnlyList<HistorySuspect> places)
    {
        var found = new Dictionary<string, (string, string)>(StringComparer.Ordinal);
        (string, string)? commit = null;
        foreach (var line in output.Split('\n'))
        {
            var words = line.TrimStart(Mark, ':').Split(' ');
            if (line.StartsWith(Mark) && words is [var id, var day])
                commit = (id, day);
            else if (line.StartsWith(':') && words is [_, _, _, var content, ..] && commit is { } at)
                foreach (var one in places.Where(one => one.Blob.StartsWith(content, StringComparison.Ordinal)))
                    found[one.Blob] = at;
        }

        return found;
    }
}
