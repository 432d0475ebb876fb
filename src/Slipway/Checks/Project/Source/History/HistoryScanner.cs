using System.Security.Cryptography;
using System.Text;
using Slipway.Checks.Project.Leaks;
using Slipway.Content;
using Slipway.Files;
using Slipway.Processes;

namespace Slipway.Checks.Project.Source.History;

/// <summary>
/// Searches every content that any branch or tag can reach, each once in its life:
/// 1. Branches and tags as at the last run: nothing to do.
/// 2. List what they reach; what they no longer reach is forgotten.
/// 3. What lies unchanged in the working tree was searched there.
/// 4. Read the rest from git, on all cores, until the deadline: a second in the first run, so that somebody waits for little; the next run
///    goes on from there to the end.
/// 5. Ask which commits brought what was found.
/// </summary>
internal sealed class HistoryScanner(string folder, GitFacts git, LeakSearch search, string cachePath)
{
    private const int MaxOutput = 1 << 30;
    private const int MostCommitsAsked = 10;
    private long _total;
    private long _searched;

    /// <summary>What is not searched by then is left for the next run.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(50);

    /// <summary>The deadline of a first run that is not told to wait: somebody sits before it.</summary>
    public TimeSpan FirstLook { get; init; } = TimeSpan.FromSeconds(1);

    public Patience Patience { get; init; } = Patience.Usual;

    /// <param name="tree">The scan of the working tree.</param>
    public async Task<HistoryScan> RunAsync(Task<SourceScan> tree, CancellationToken cancel)
    {
        var cache = HistoryCache.Load(cachePath, search.Id);
        var (exit, output, errors) = await GitAsync(["rev-parse", "--git-path", "objects/pack", "--all"], null, cancel);
        if (exit != 0)
            return new HistoryScan(HistoryState.Partial, "git failed: " + errors, []);
        var lines = Encoding.UTF8.GetString(output).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string[] tips = [.. lines[1..].Append(git.Commit).OfType<string>().Distinct().Order(StringComparer.Ordinal)];
        if (tips.Length == 0)
            return new HistoryScan(HistoryState.None, "there is no commit yet", []);
        var name = Convert.ToHexString(SHA256.HashData(Encoding.ASCII.GetBytes(string.Concat(tips))));
        // What git lacks it may get without a new commit.
        var lacking = name + Posix.TryStatus(Path.Combine(folder, lines[0]))?.ModifiedNs;
        var reason = cache.Tips == (cache.Reason is null ? name : lacking) ? cache.Reason : await UpdateAsync(cache, name, lacking, tree, cancel);
        if (git.IsShallow)
            reason ??= "the clone is shallow: older commits are not here (git fetch --unshallow)";
        return new HistoryScan(reason is null ? HistoryState.Whole : HistoryState.Partial, reason, Distinct(cache.Suspects));
    }

    /// <returns>Why it is not whole, or null.</returns>
    private async Task<string?> UpdateAsync(HistoryCache cache, string tips, string lacking, Task<SourceScan> tree, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var isLook = Patience == Patience.Brief || (Patience == Patience.Usual && !cache.IsBegun);
        limit.CancelAfter(isLook ? FirstLook : Deadline);
        string? reason = null, late = null;
        try
        {
            reason = await SearchAsync(cache, tree, limit.Token);
            await AddCommitsAsync(cache, limit.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            late = _total > 0 && _searched == _total ? null
                : $"still reading: the history is long, {(_total == 0 ? "" : $"{_searched:N0} of {_total:N0} contents were searched; ")}the next run goes on";
            cache.Tips = "";
            // The commits alone are not worth another run's time when they were asked for as long as it may take.
            if (late is not null || isLook)
            {
                cache.Save(cachePath, search.Id);
                return late ?? reason;
            }
        }

        (cache.Tips, cache.Reason) = (reason is null ? tips : lacking, reason);
        cache.Save(cachePath, search.Id);
        return reason;
    }

    private async Task<string?> SearchAsync(HistoryCache cache, Task<SourceScan> tree, CancellationToken cancel)
    {
        var (exit, output, errors) = await GitAsync(HistoryList.Arguments(git.Commit), null, cancel);
        if (exit != 0)
            return "git cannot list the history: " + errors.Split('\n')[0];
        var (blobs, isWhole) = HistoryList.Read(output);
        var reached = blobs.Select(blob => blob.Short).ToHashSet();
        cache.Seen.IntersectWith(reached);
        cache.Suspects = [.. cache.Suspects.Where(one => reached.Contains(HistoryBlob.ShortOf(one.Blob)))];
        AddTree(cache, await tree, reached);
        var left = blobs.Where(blob => !cache.Seen.Contains(blob.Short) && !new SourceName(blob.Path).IsBinary).ToList();
        (_total, _searched) = (blobs.Count, blobs.Count - left.Count);
        var parts = left.Count < 200 ? [left] : left.Chunk((left.Count + Environment.ProcessorCount - 1) / Environment.ProcessorCount).Select(part => part.ToList()).ToList();
        var complete = await Task.WhenAll(parts.Where(part => part.Count > 0).Select(part => ReadAsync(part, cache, cancel)));
        _searched = _total;
        return isWhole && complete.All(all => all) ? null : "git does not have all of the history here (a partial clone?)";
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

    private void Take(HistoryCache cache, HistoryBlob blob, FileScan scan)
    {
        lock (cache)
        {
            cache.Seen.Add(blob.Short);
            _searched++;
            cache.Suspects.AddRange(scan.Suspects.Select(suspect => new HistorySuspect(blob.Id, blob.Path, suspect)));
        }
    }

    private async Task AddCommitsAsync(HistoryCache cache, CancellationToken cancel)
    {
        var wanted = Distinct(cache.Suspects).Where(one => one.Commit is null).Take(MostCommitsAsked).ToList();
        if (wanted.Count == 0)
            return;
        var commits = await BlobCommits.AskAsync(wanted, git.Commit, arguments => Command(arguments, null), cancel);
        cache.Suspects = [.. cache.Suspects.Select(one =>
            commits.TryGetValue(one.Blob, out var found) ? one with { Commit = found.Commit, Date = found.Date } : one)];
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
