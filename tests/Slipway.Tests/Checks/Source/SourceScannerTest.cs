using System.Diagnostics;
using Slipway.Checks.Project.Leaks;
using Slipway.Checks.Project.Source;
using Slipway.Files;
using Slipway.Processes;
using Slipway.Tests.Cli;
using Slipway.Tests.Content;
using Xunit;

namespace Slipway.Tests.Checks.Source;

public sealed class SourceScannerTest : IDisposable
{
    private const string Token = "sk_" + "live_aB3dE5gH7jK9mN1pQ2rS4tU6vW8xY0zA";

    // Later than the files by more than the two seconds in which a file may change unseen.
    private static readonly TimeProvider Later = new StillClock(DateTimeOffset.FromUnixTimeSeconds(4_102_444_800));

    private readonly TempFolder _temp = new();

    private string Cache => _temp["cache/files"];

    public void Dispose() => _temp.Dispose();

    [Fact]
    public void One_pass_finds_secrets_reads_line_ends_and_scripts()
    {
        _temp.Write("p/app/pay.php", $"<?php\nenv('A');\n$key = '{Token}';\n");
        _temp.Write("p/run", "#!/bin/sh\r\necho\r\n");
        _temp.Write("p/plain", "a\nb\n");
        var scan = Scan();
        Assert.Equal(["app/pay.php Text", "plain Text", "run Text, CrLf, Script"], scan.Files.Select(pair => $"{pair.File.Path} {pair.Scan.Form}"));
        Assert.Equal(("app/pay.php", "payment-live-key", 3, "sk_live_"), scan.Suspects.Select(pair => (pair.File.Path, pair.Suspect.Rule, pair.Suspect.Line, pair.Suspect.Shown)).Single());
        Assert.Equal(("app/pay.php", new EnvRead("A", 2, EnvReadKind.Optional)), scan.Reads.Single());
    }

    [Fact]
    public void Binary_and_huge_files_are_not_looked_into()
    {
        _temp.Write("p/a.dat", $"{Token}\0{Token}");
        _temp.Write("p/a.png", Token);
        using (var huge = File.Create(_temp["p/huge.txt"]))
            huge.SetLength(SourceScanner.LargestFile + 1);
        Assert.Equal([FileForm.Binary, FileForm.Unread, FileForm.Unread], Scan().Files.Select(pair => pair.Scan.Form));
        Assert.Empty(Scan().Suspects);
    }

    [Fact]
    public async Task Pipes_loops_of_symlinks_and_folders_in_place_of_files_do_not_stop_it()
    {
        _temp.Write("p/a", "a");
        _temp.Write("p/gone/x", "x");
        Git.Commit(_temp["p"]);
        _temp.Link("p/loop", ".");
        _temp.Link("p/b/up", "..");
        _temp.Link("p/self", "self");
        File.Delete(_temp["p/a"]);
        Assert.True((await Command.RunAsync(new CommandLine("mkfifo", _temp["p/a"]), TestContext.Current.CancellationToken)).Succeeded);
        File.Delete(_temp["p/gone/x"]);
        Directory.CreateDirectory(_temp["p/gone/x/y"]);
        var watch = Stopwatch.StartNew();
        foreach (var facts in (GitFacts[])[await GitFactsReader.ReadAsync(_temp["p"], TestContext.Current.CancellationToken), new(GitState.None)])
        {
            var files = SourceFilesReader.Read(_temp["p"], facts);
            Assert.Equal(["a"], files.Special);
            Assert.Equal(["b/up", "loop", "self"], files.Files.Select(f => f.Path));
            Assert.All(Scan(files).Files, pair => Assert.Equal(FileForm.Unread, pair.Scan.Form));
        }

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void A_file_that_is_no_longer_there_counts_as_unread()
    {
        _temp.Write("p/a", Token);
        var files = SourceFilesReader.Read(_temp["p"], new GitFacts(GitState.None));
        File.Delete(_temp["p/a"]);
        Assert.Equal(FileForm.Unread, Scan(files).Files.Single().Scan.Form);
    }

    [Fact]
    public void The_second_run_reads_only_what_changed()
    {
        for (var i = 0; i < 200; i++)
            _temp.Write($"p/f{i}.php", $"<?php env('K{i}'); '{Token}';");
        var first = Scan(clock: Later);
        Assert.Equal(0, first.FromCache);
        var second = Scan(clock: Later);
        Assert.Equal(200, second.FromCache);
        Assert.Equal(Lines(first), Lines(second));
        _temp.Write("p/f7.php", "<?php env('NEW_KEY');");
        var third = Scan(clock: Later);
        Assert.Equal(199, third.FromCache);
        Assert.Contains(third.Reads, read => read.Read.Key == "NEW_KEY");
        Assert.Equal(199, third.Suspects.Count());
        Assert.Equal(FileModes.Secret, Posix.Status(Cache)!.Value.Mode);
        Assert.DoesNotContain(Token[8..], System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(Cache)));
    }

    [Fact]
    public void A_file_that_changed_just_before_is_not_remembered()
    {
        _temp.Write("p/a", "a");
        Scan(clock: TimeProvider.System);
        Assert.Equal(0, Scan(clock: TimeProvider.System).FromCache);
    }

    [Theory]
    [InlineData("")]
    [InlineData("SLWV\u0001")]
    [InlineData("something else, long enough to have a digest at its end: 0123456789012345678901234567890123456789")]
    public void A_damaged_cache_counts_as_empty(string content)
    {
        _temp.Write("p/a.php", $"'{Token}'");
        _temp.Write("cache/files", content);
        var scan = Scan(clock: Later);
        Assert.Equal((0, 1), (scan.FromCache, scan.Suspects.Count()));
        Assert.Equal(1, Scan(clock: Later).FromCache);
        var bytes = File.ReadAllBytes(Cache);
        bytes[^40] ^= 1;
        File.WriteAllBytes(Cache, bytes);
        Assert.Equal(0, Scan(clock: Later).FromCache);
    }

    [Fact]
    public void Another_search_does_not_take_the_answers_of_this_one()
    {
        _temp.Write("p/a", "the password is aHZwiq2cWJVgEmyLTMkf");
        Scan(clock: Later);
        var known = new LeakSearch(new Fingerprints(new byte[32]), new KnownValues([KeyValuePair.Create("DB_PASSWORD", new Slipway.Secrets.Secret("aHZwiq2cWJVgEmyLTMkf"))]));
        var scan = SourceScanner.Run(_temp["p"], SourceFilesReader.Read(_temp["p"], new GitFacts(GitState.None)), known, Cache, Later, TestContext.Current.CancellationToken);
        Assert.Equal((0, "DB_PASSWORD"), (scan.FromCache, scan.Suspects.Single().Suspect.Shown));
    }

    [Fact]
    public void The_key_of_fingerprints_is_kept_privately_and_found_again()
    {
        var path = _temp["cache/key"];
        var first = Fingerprints.Load(path);
        Assert.Equal(first.Of("a"), Fingerprints.Load(path).Of("a"));
        Assert.Equal(FileModes.Secret, Posix.Status(path)!.Value.Mode);
        File.WriteAllText(path, "short");
        Assert.NotEqual(first.Of("a"), Fingerprints.Load(path).Of("a"));
    }

    private static List<string> Lines(SourceScan scan) => [.. scan.Files.Select(pair => $"{pair.File.Path} {pair.Scan.Form} {string.Join(',', pair.Scan.Suspects)} {string.Join(',', pair.Scan.Reads)}")];

    private SourceScan Scan(SourceFiles? files = null, TimeProvider? clock = null) => SourceScanner.Run(
        _temp["p"], files ?? SourceFilesReader.Read(_temp["p"], new GitFacts(GitState.None)), new LeakSearch(new Fingerprints(new byte[32]), KnownValues.None), Cache, clock ?? TimeProvider.System, TestContext.Current.CancellationToken);
}
