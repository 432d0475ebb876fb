using Slipway.Checks;
using Slipway.Checks.Project.Leaks;
using Slipway.Checks.Project.Source;
using Slipway.Checks.Project.Source.History;
using Slipway.Tests.Content;
using Xunit;

namespace Slipway.Tests.Checks.Source;

public sealed class HistoryScannerTest : IDisposable
{
    private const string First = "sk_" + "live_aB3dE5gH7jK9mN1pQ2rS4tU6vW8xY0zA";
    private const string Second = "sk_" + "live_zY8xW6vU4tS2rQ0pN9mL7kJ5hG3fD1bC";

    private readonly TempFolder _temp = new();

    private string Project => _temp["p"];

    public void Dispose() => _temp.Dispose();

    [Fact]
    public async Task What_a_later_commit_removed_is_still_found_with_its_commit()
    {
        _temp.Write("p/pay.php", $"<?php\n$key = '{First}';\n");
        Git.Commit(Project);
        _temp.Write("p/pay.php", "<?php\n");
        Git.Commit(Project);
        var scan = await ScanAsync();
        var found = Assert.Single(scan.Suspects);
        Assert.Equal((HistoryState.Whole, null, "pay.php", 2, "payment-live-key"), (scan.State, scan.Reason, found.Path, found.Suspect.Line, found.Suspect.Rule));
        Assert.Equal(7, found.Commit?.Length);
        Assert.Matches("^[0-9]{4}-[0-9]{2}-[0-9]{2}$", found.Date);
    }

    [Fact]
    public async Task Other_branches_and_tags_are_searched_and_a_secret_is_told_once()
    {
        _temp.Write("p/a", "a");
        Git.Commit(Project);
        Git.Run(Project, "checkout", "-q", "-b", "other");
        _temp.Write("p/b", First);
        Git.Commit(Project);
        _temp.Write("p/c", $"{First}\nx\n");
        Git.Commit(Project);
        Git.Run(Project, "tag", "v1");
        Git.Run(Project, "checkout", "-q", "main");
        Git.Run(Project, "branch", "-q", "-D", "other");
        Assert.Single((await ScanAsync()).Suspects);
    }

    [Fact]
    public async Task The_second_run_searches_only_new_contents_and_forgets_what_no_branch_reaches()
    {
        _temp.Write("p/a", First);
        Git.Commit(Project);
        _temp.Write("p/a", "clean");
        Git.Commit(Project);
        Assert.Single((await ScanAsync()).Suspects);
        Assert.Single((await ScanAsync()).Suspects);
        _temp.Write("p/b", Second);
        Git.Commit(Project);
        Assert.Equal(2, (await ScanAsync()).Suspects.Count);
        Git.Run(Project, "checkout", "-q", "--orphan", "fresh");
        Git.Run(Project, "rm", "-q", "--cached", "b");
        File.Delete(_temp["p/b"]);
        Git.Commit(Project);
        Git.Run(Project, "branch", "-q", "-D", "main");
        Assert.Empty((await ScanAsync()).Suspects);
    }

    [Fact]
    public async Task A_secret_of_a_clean_file_is_known_from_the_tree_and_found_when_it_is_gone()
    {
        _temp.Write("p/a", First);
        Git.Commit(Project);
        Assert.Equal("a", Assert.Single((await ScanAsync()).Suspects).Path);
        _temp.Write("p/a", "clean");
        Assert.Single((await ScanAsync()).Suspects);
    }

    [Fact]
    public async Task A_shallow_clone_has_only_a_part_of_the_history()
    {
        _temp.Write("p/a", First);
        Git.Commit(Project);
        _temp.Write("p/a", "clean");
        Git.Commit(Project);
        Git.Run(_temp.Path, "clone", "-q", "--depth", "1", "file://" + Project, "shallow");
        var scan = await ScanAsync(_temp["shallow"]);
        Assert.Equal((HistoryState.Partial, "the clone is shallow: older commits are not here (git fetch --unshallow)", 0), (scan.State, scan.Reason, scan.Suspects.Count));
    }

    [Fact]
    public async Task Without_a_commit_there_is_no_history()
    {
        Directory.CreateDirectory(Project);
        Git.Run(Project, "init", "-q");
        Assert.Equal(HistoryState.None, (await ScanAsync()).State);
    }

    [Fact]
    public async Task What_is_not_searched_in_time_is_left_for_the_next_run()
    {
        _temp.Write("p/a", First);
        Git.Commit(Project);
        _temp.Write("p/a", "clean");
        Git.Commit(Project);
        var late = await ScanAsync(look: TimeSpan.Zero);
        Assert.Equal((HistoryState.Partial, "still reading: the history is long, the next run goes on"), (late.State, late.Reason));
        Assert.Equal(HistoryState.Partial, (await ScanAsync(look: TimeSpan.Zero, patience: Patience.Brief)).State);
        var next = await ScanAsync(look: TimeSpan.Zero);
        Assert.Equal((HistoryState.Whole, 1), (next.State, next.Suspects.Count));
        Assert.Equal(7, next.Suspects[0].Commit?.Length);
    }

    [Fact]
    public async Task Whoever_waits_has_the_whole_history_at_once()
    {
        _temp.Write("p/a", First);
        Git.Commit(Project);
        _temp.Write("p/a", "clean");
        Git.Commit(Project);
        Assert.Equal(HistoryState.Whole, (await ScanAsync(look: TimeSpan.Zero, patience: Patience.Whole)).State);
    }

    [Fact]
    public async Task New_commits_after_a_whole_history_get_a_first_look_again()
    {
        _temp.Write("p/a", "a");
        Git.Commit(Project);
        Assert.Equal(HistoryState.Whole, (await ScanAsync()).State);
        _temp.Write("p/a", First);
        Git.Commit(Project);
        Assert.Equal(HistoryState.Partial, (await ScanAsync(look: TimeSpan.Zero)).State);
        Assert.Equal((HistoryState.Whole, 1), ((await ScanAsync(look: TimeSpan.Zero)).State, (await ScanAsync()).Suspects.Count));
    }

    [Fact]
    public async Task Each_secret_is_told_with_the_oldest_commit_that_brought_it_also_to_odd_names()
    {
        _temp.Write("p/first *.php", $"'{First}'");
        Git.Commit(Project);
        var begin = await CommitAsync();
        _temp.Write("p/sub/second.php", $"'{Second}'");
        File.Delete(_temp["p/first *.php"]);
        Git.Commit(Project);
        var second = await CommitAsync();
        _temp.Write("p/sub/second.php", "clean");
        Git.Commit(Project);
        _temp.Write("p/first *.php", $"'{First}'");
        Git.Commit(Project);
        File.Delete(_temp["p/first *.php"]);
        Git.Commit(Project);
        var scan = await ScanAsync();
        Assert.Equal([begin[..7], second[..7]], scan.Suspects.Select(one => one.Commit));
    }

    [Fact]
    public async Task A_partial_clone_is_searched_as_far_as_it_is_here_and_not_again_before_it_has_more()
    {
        _temp.Write("p/a", First);
        Git.Commit(Project);
        _temp.Write("p/a", "clean");
        _temp.Write("p/b", Second);
        Git.Commit(Project);
        Git.Run(Project, "config", "uploadpack.allowFilter", "true");
        Git.Run(_temp.Path, "clone", "-q", "--filter=blob:none", "file://" + Project, "part");
        const string reason = "git does not have all of the history here (a partial clone?)";
        var scan = await ScanAsync(_temp["part"]);
        Assert.Equal((HistoryState.Partial, reason, "b"), (scan.State, scan.Reason, Assert.Single(scan.Suspects).Path));
        var known = await ScanAsync(_temp["part"], look: TimeSpan.Zero);
        Assert.Equal((reason, 1), (known.Reason, known.Suspects.Count));
        Git.Run(_temp["part"], "fetch", "-q", "--refetch", "--filter=blob:limit=1m");
        Assert.Equal((HistoryState.Whole, 2), ((await ScanAsync(_temp["part"])).State, (await ScanAsync(_temp["part"])).Suspects.Count));
    }

    [Fact]
    public async Task Large_binary_and_oddly_named_contents_do_no_harm()
    {
        _temp.Write("p/a\nb.txt", First);
        _temp.Write("p/large.bin", new byte[SourceScanner.LargestFile + 10]);
        _temp.Write("p/bin", [0, 1, 2, .. System.Text.Encoding.ASCII.GetBytes(Second)]);
        _temp.Write("p/empty", "");
        Git.Commit(Project);
        foreach (var name in (string[])["a\nb.txt", "large.bin", "bin"])
            File.Delete(_temp["p/" + name]);
        Git.Commit(Project);
        var scan = await ScanAsync();
        Assert.Equal((HistoryState.Whole, "payment-live-key"), (scan.State, Assert.Single(scan.Suspects).Suspect.Rule));
    }

    private async Task<string> CommitAsync() => (await GitFactsReader.ReadAsync(Project, TestContext.Current.CancellationToken)).Commit!;

    private async Task<HistoryScan> ScanAsync(string? folder = null, TimeSpan? look = null, Patience patience = Patience.Usual)
    {
        folder ??= Project;
        var cancel = TestContext.Current.CancellationToken;
        var search = new LeakSearch(new Fingerprints(new byte[32]), KnownValues.None);
        var git = await GitFactsReader.ReadAsync(folder, cancel);
        var tree = Task.Run(() => SourceScanner.Run(folder, SourceFilesReader.Read(folder, git), search, _temp["cache/files"], TimeProvider.System, cancel), cancel);
        return await new HistoryScanner(folder, git, search, _temp["cache/history"]) 
        {
            FirstLook = look ?? TimeSpan.FromSeconds(60),
            Patience = patience,
        }.RunAsync(tree, cancel);
    }
}
