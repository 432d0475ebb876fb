using System.Text;
using Slipway.Checks.Project.Leaks;
using Slipway.Content;
using Slipway.Processes;

namespace Slipway.Checks.Project.Source.History;

/// <summary>
/// Searches every content that any branch or tag can reach, each once in its life:
/// 1. Branches and tags as at the last run: nothing to do.
/// 2. List what they reach; what they no longer reach is forgotten.
/// 3. What lies unchanged in the working tree was searched there.
/// 4. Read the rest from git, on all cores, until the deadline; the next run goes on from there.
/// 5. Ask which commits brought what was found.
/// </summary>
internal sealed class HistoryScanner(string folder, GitFacts git, LeakSearch search, string cachePath)
{
    private const int MaxOutput = 1 << 30;
    private const int MostCommitsAsked = 10;
    private const int LargestBlob = SourceScanner.LargestFile;
    private static readonly TimeSpan AskCommit = TimeSpan.FromSeconds(5);

    /// <summary>What is not searched by then is left for the next run.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(20);

    /// <param name="tree">The scan of the working tree.</param>
    public async Task<HistoryScan> RunAsync(Task<SourceScan> tree, CancellationToken cancel)
    {
        var cache = HistoryCache.Load(cachePath, search.Id);
        var (exit, refs, errors) = await GitAsync(["rev-parse", "--all"], null, cancel);
        if (exit != 0)
            return new HistoryScan(HistoryState.Partial, "git failed: " + errors, []);
        string[] tips = [.. Encoding.ASCII.GetString(refs).Split('\n', StringSplitOptions.RemoveEmptyEntries).Append(git.Commit).OfType<string>().Distinct().Order(StringComparer.Ordinal)];
        if (tips.Length == 0)
            return new HistoryScan(HistoryState.None, "there is no commit yet", []);
        var name = Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(Encoding.ASCII.GetBytes(string.Concat(tips))));
        var reason = cache.Tips == name ? null : await UpdateAsync(cache, name, tree, cancel);
        if (git.IsShallow)
            reason ??= "the clone is shallow: older commits are not here (git fetch --unshallow)";
        return new HistoryScan(reason is null ? HistoryState.Whole : HistoryState.Partial, reason, Distinct(cache.Suspects));
    }

    /// <returns>Why it is not whole, or null.</returns>
    private async Task<string?> UpdateAsync(HistoryCache cache, string tips, Task<SourceScan> tree, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(Deadline);
        string? reason;
        try
        {
            reason = await SearchAsync(cache, tree, limit.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            reason = $"the history is long: not all of it was searched within {Deadline.TotalSeconds:0} s; the next run goes on";
        }

        cache.Tips = reason is null ? tips : "";
        await AddCommitsAsync(cache, cancel);
        cache.Save(cachePath, search.Id);
        return reason;
    }

    private async Task<string?> SearchAsync(HistoryCache cache, Task<SourceScan> tree, CancellationToken cancel)
    {
        var (exit, output, errors) = await GitAsync(
            ["rev-list", "--objects", "--filter=object:type=blob", $"--filter=blob:limit={LargestBlob}", "--filter-provided-objects", "--all", .. git.Commit is { } head ? [head] : (string[])[]], null, cancel);
        if (exit != 0)
            return "git cannot list the history: " + errors.Split('\n')[0];
        var blobs = Blobs(output);
        var reached = blobs.Select(blob => blob.Short).ToHashSet();
        cache.Seen.IntersectWith(reached);
        cache.Suspects = [.. cache.Suspects.Where(one => reached.Contains(HistoryBlob.ShortOf(one.Blob)))];
        AddTree(cache, await tree, reached);
        var left = blobs.Where(blob => !cache.Seen.Contains(blob.Short) && !new SourceName(blob.Path).IsBinary).ToList();
        var parts = left.Count < 200 ? [left] : left.Chunk((left.Count + Environment.ProcessorCount - 1) / Environment.ProcessorCount).Select(part => part.ToList()).ToList();
        var complete = await Task.WhenAll(parts.Where(part => part.Count > 0).Select(part => ReadAsync(part, cache, cancel)));
        return complete.All(all => all) ? null : "git does not have all of the history here (a partial clone?)";
    }

    private static List<HistoryBlob> Blobs(byte[] output)
    {
        var blobs = new List<HistoryBlob>(output.Length / 70);
        foreach (var line in Encoding.UTF8.GetString(output).AsSpan().EnumerateLines())
            if (line.IndexOf(' ') is > 16 and var blank)
                blobs.Add(new HistoryBlob(line[..blank].ToString(), line[(blank + 1)..].ToString()));
        return blobs;
    }

    private static void AddTree(HistoryCache cache, SourceScan tree, HashSet<ulong> reached)
    {
        foreach (var (file, scan) in tree.Files)
        {
            if (!file.IsClean || file.Tracked is not { IsSymlink: false } tracked || scan.Form is FileForm.Unread or FileForm.Refused)
                continue;
            if (reached.Contains(HistoryBlob.ShortOf(tracked.Blob)) && cache.Seen.Add(HistoryBlob.ShortOf(tracked.Blob)))
                cache.Suspects.AddRange(scan.Suspects.Select(suspect => new HistorySuspect(tracked.Blob, file.Path, suspect)));
        }
    }

    private async Task<bool> ReadAsync(List<HistoryBlob> blobs, HistoryCache cache, CancellationToken cancel)
    {
        var ids = Encoding.ASCII.GetBytes(string.Concat(blobs.Select(blob => blob.Id + "\n")));
        var text = new TextScan(search);
        var complete = false;
        var (exit, _) = await ByteCommand.RunAsync(
            Command(["cat-file", "--batch", "--buffer"], ids),
            (output, token) => Task.Run(() => complete = BlobReader.Read(output, blobs, (blob, content) => Take(cache, blob, text.Scan(content, new SourceName(blob.Path))), token), token), cancel);
        return exit == 0 && complete;
    }

    private static void Take(HistoryCache cache, HistoryBlob blob, FileScan scan)
    {
        lock (cache)
        {
            cache.Seen.Add(blob.Short);
            cache.Suspects.AddRange(scan.Suspects.Select(suspect => new HistorySuspect(blob.Id, blob.Path, suspect)));
        }
    }

    private async Task AddCommitsAsync(HistoryCache cache, CancellationToken cancel)
    {
        var wanted = Distinct(cache.Suspects).Where(one => one.Commit is null).Take(MostCommitsAsked).ToList();
        var answers = await Task.WhenAll(wanted.Select(one => one.Blob).Distinct().Select(blob => CommitAsync(blob, cancel)));
        var commits = answers.Where(answer => answer.Commit is not null).ToDictionary(answer => answer.Blob);
        cache.Suspects = [.. cache.Suspects.Select(one => commits.TryGetValue(one.Blob, out var found) ? one with { Commit = found.Commit, Date = found.Date } : one)];
    }

    private async Task<(string Blob, string? Commit, string? Date)> CommitAsync(string blob, CancellationToken cancel)
    {
        var command = Command(["log", "--all", "--no-renames", "--format=%h %as", "--find-object=" + blob, .. git.Commit is { } head ? [head] : (string[])[]], null);
        var (exit, output, _) = await ByteCommand.RunAsync(command with { Deadline = AskCommit }, MaxOutput, cancel);
        var oldest = Encoding.ASCII.GetString(output).Split('\n', StringSplitOptions.RemoveEmptyEntries).LastOrDefault()?.Split(' ');
        return exit == 0 && oldest is [var commit, var date] ? (blob, commit, date) : (blob, null, null);
    }

    // Listed from the newest commit to the oldest, so the last place of a secret is its first.
    private static List<HistorySuspect> Distinct(List<HistorySuspect> suspects)
    {
        var last = new Dictionary<string, HistorySuspect>(StringComparer.Ordinal);
        foreach (var one in suspects)
            last[$"{one.Suspect.Rule} {one.Suspect.Fingerprint}"] = one;
        return [.. last.Values.OrderBy(one => one.Path, StringComparer.Ordinal)];
    }

    private Task<ByteResult> GitAsync(IReadOnlyList<string> arguments, byte[]? input, CancellationToken cancel) =>
        ByteCommand.RunAsync(Command(arguments, input), MaxOutput, cancel);

    private CommandLine Command(IReadOnlyList<string> arguments, byte[]? input)
    {
        var command = GitRepository.CommandIn(folder, arguments, input);
        // A partial clone would fetch what it lacks, one by one.
        return command with { Variables = new Dictionary<string, string?>(command.Variables) { ["GIT_NO_LAZY_FETCH"] = "1", ["GIT_TERMINAL_PROMPT"] = "0" } };
    }
}
