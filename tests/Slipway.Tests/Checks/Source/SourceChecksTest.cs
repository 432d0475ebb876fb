using Slipway.Checks;
using Slipway.Checks.Project.Leaks;
using Slipway.Checks.Project.Source;
using Slipway.Checks.Project.Source.History;
using Slipway.Files;
using Xunit;

namespace Slipway.Tests.Checks.Source;

/// <summary>What the checks make of facts; how facts come from folders is tested beside, and by the corpus.</summary>
public class SourceChecksTest
{
    private static readonly GitFacts Clean = new(GitState.Repository) { Commit = "abc", Branch = "main", Upstream = "origin/main", Ahead = 0, Behind = 0 };

    private static readonly GitFacts NoGit = new(GitState.None) { Reason = "the folder is in no git repository" };

    private static readonly GitFacts NoProgram = new(GitState.NoProgram) { Reason = "git is not installed here" };

    [Fact]
    public void Without_a_repository_checks_of_it_are_skipped_and_without_git_unknown()
    {
        foreach (var judge in (Func<GitFacts, Verdict>[])
        [
            new GitClean().Judge, new Pushed().Judge, git => new OnBranch().Judge(new BranchFacts(git, null, "production")),
            git => new EnvNotTracked().Judge(new TrackedEnvFacts(git, [])), git => new Ignored().Judge(new IgnoredFacts(git, [])),
        ])
        {
            Assert.Equal(CheckOutcome.Skip, judge(NoGit).Outcome);
            Assert.Equal((CheckOutcome.Unknown, "git is not installed here"), (judge(NoProgram).Outcome, judge(NoProgram).Evidence.Single().Text));
            Assert.Equal(CheckOutcome.Pass, judge(Clean).Outcome);
        }
    }

    [Fact]
    public void Changes_are_named_and_our_own_files_are_none()
    {
        Assert.Equal(Verdict.Pass, new GitClean().Judge(Clean with { Changes = [new(".slipway/plans/1", true)] }));
        var one = new GitClean().Judge(Clean with { Changes = [new("a b", false)] });
        Assert.Equal((CheckOutcome.Warn, "One file is not committed", new Evidence("differs from the last commit", "a b", "a b")), (one.Outcome, one.Title, one.Evidence.Single()));
        var many = new GitClean().Judge(Clean with { Changes = [.. Enumerable.Range(0, 12).Select(i => new GitChange($"f{i}", true))] });
        Assert.Equal(("12 files are not committed", 11, "and 2 more"), (many.Title, many.Evidence.Count, many.Evidence[^1].Text));
    }

    [Theory]
    [InlineData("main", null, "production", CheckOutcome.Pass)]
    [InlineData("master", null, "production", CheckOutcome.Pass)]
    [InlineData("feature/x", null, "production", CheckOutcome.Warn)]
    [InlineData("feature/x", null, "staging", CheckOutcome.Skip)]
    [InlineData("main", "release", "staging", CheckOutcome.Warn)]
    [InlineData("release", "release", "production", CheckOutcome.Pass)]
    [InlineData(null, null, "production", CheckOutcome.Skip)]
    public void The_branch_is_the_one_that_is_released(string? branch, string? wanted, string environment, CheckOutcome outcome) =>
        Assert.Equal(outcome, new OnBranch().Judge(new BranchFacts(Clean with { Branch = branch }, wanted, environment)).Outcome);

    [Fact]
    public void A_commit_that_only_this_machine_has_is_told()
    {
        Assert.Equal(("2 commits are not pushed", "main is 2 ahead of origin/main"), Told(Clean with { Ahead = 2 }));
        Assert.Equal(("The branch has no upstream", "main exists on this machine only"), Told(Clean with { Upstream = null, Ahead = null }));
        Assert.Equal(("The upstream is gone", "origin/main does not exist any more"), Told(Clean with { Ahead = null }));
        Assert.Equal(("There is no commit yet", "nothing was committed"), Told(Clean with { Commit = null }));
        Assert.Equal(CheckOutcome.Skip, new Pushed().Judge(Clean with { Branch = null }).Outcome);

        static (string?, string) Told(GitFacts facts) => (new Pushed().Judge(facts).Title, new Pushed().Judge(facts).Evidence.Single().Text);
    }

    [Fact]
    public void A_secret_of_the_tree_is_told_once_with_its_place_and_public_start()
    {
        var verdict = Leaks([("config/pay.php", Live(1)), (".env.production", Live(2))], [Past(Live(1)), Past(Live(2))]);
        Assert.Equal((CheckOutcome.Fail, Severity.Critical, "There is a payment key of the live mode in the repository"), (verdict.Outcome, verdict.Severity, verdict.Title));
        Assert.Equal(new Evidence("payment key of the live mode sk_live_…", "config/pay.php:3:8", "config/pay.php"), verdict.Evidence.Single());
        Assert.Equal("Make a new one at the provider, revoke this one, and read the new one from the env file.", verdict.Remedy?.Text);
    }

    [Fact]
    public void A_secret_of_the_history_names_the_commit_that_brought_it()
    {
        var verdict = Leaks([], [Past(Live(1)) with { Commit = "abc1234", Date = "2026-11-01" }, Past(Live(2)), Past(Assigned(3))]);
        Assert.Equal("There are secrets in the repository", verdict.Title);
        Assert.Equal(
            ["payment key of the live mode sk_live_… in old.php:3 of commit abc1234 (2026-11-01)", "payment key of the live mode sk_live_… in old.php:3 of an earlier commit", "secret value in the source: API_KEY in old.php:3 of an earlier commit"],
            verdict.Evidence.Select(e => e.Text));
    }

    [Fact]
    public void What_only_looks_random_is_no_critical_finding_and_a_test_key_a_warning()
    {
        Assert.Equal(Severity.High, Leaks([("a.php", Assigned(1))], []).Severity);
        var test = Leaks([("a.php", new Suspect("payment-test-key", 1, 1, "sk_test_", 4))], []);
        Assert.Equal((CheckOutcome.Warn, Severity.Low), (test.Outcome, test.Severity));
    }

    [Fact]
    public void A_history_that_is_not_whole_is_unknown_and_no_pass()
    {
        Assert.Equal((CheckOutcome.Unknown, "the clone is shallow"), (Leaks([], [], "the clone is shallow").Outcome, Leaks([], [], "the clone is shallow").Evidence.Single().Text));
        Assert.Equal("the history was not searched to its end: the clone is shallow", Leaks([("a.php", Live(1))], [], "the clone is shallow").Evidence[^1].Text);
        Assert.Equal(CheckOutcome.Pass, Leaks([], []).Outcome);
    }

    [Fact]
    public void Values_of_the_env_file_and_files_that_are_not_tracked_are_not_for_this_check()
    {
        Assert.Equal(CheckOutcome.Pass, Leaks([("a.md", new Suspect("env-value", 1, 1, "DB_PASSWORD", 9))], [Past(new Suspect("env-value", 1, 1, "DB_PASSWORD", 9))]).Outcome);
        Assert.Equal(CheckOutcome.Pass, Leaks([("a.php", Live(1))], [], tracked: false).Outcome);
    }

    [Fact]
    public void Tracked_env_files_and_open_names_are_listed()
    {
        var tracked = new EnvNotTracked().Judge(new TrackedEnvFacts(Clean, [".env", "a b/.env.production"]));
        Assert.Equal((CheckOutcome.Fail, "git rm --cached .env 'a b/.env.production'"), (tracked.Outcome, tracked.Remedy?.Command));
        var open = new Ignored().Judge(new IgnoredFacts(Clean, [("vendor/", "Composer's packages")]));
        Assert.Equal((".gitignore does not cover vendor/", new Evidence("vendor/ is not ignored: Composer's packages", ".gitignore", "vendor/")), (open.Title, open.Evidence.Single()));
    }

    [Fact]
    public void Large_files_have_their_size_and_suspects_of_the_upload_their_reason()
    {
        var facts = new UploadFacts([File("film.mp4", size: 25_500_000), File("a", size: 20_000_000)], [("dump.sql", "a dump of a database")], "public", true);
        Assert.Equal(new Evidence("25.5 MB", "film.mp4", "film.mp4"), new LargeFiles().Judge(facts).Evidence.Single());
        Assert.Equal(("dump.sql would be uploaded", new Evidence("a dump of a database", "dump.sql", "dump.sql")), (new UploadClean().Judge(facts).Title, new UploadClean().Judge(facts).Evidence.Single()));
        Assert.Equal("The project's folder is the document root", new UploadClean().Judge(facts with { Suspects = [], DocumentRoot = "." }).Title);
        Assert.Equal(CheckOutcome.Pass, new UploadClean().Judge(facts with { Suspects = [], DocumentRoot = ".", RunsScripts = false }).Outcome);
    }

    [Fact]
    public void Scripts_need_unix_line_ends_and_the_bit_where_something_starts_them()
    {
        var script = new FileScan(FileForm.Text | FileForm.Script, [], []);
        var facts = new ExecutableFacts(
            [new(File("entrypoint.sh"), script), new(File("lib.sh"), script with { Form = FileForm.Text | FileForm.CrLf }), new(File("artisan", executable: true), script), new(File("other"), script)],
            new Dictionary<string, string> { ["entrypoint.sh"] = "Dockerfile:9", ["artisan"] = "artisan" });
        Assert.Equal("lib.sh", new LineEndings().Judge(facts).Evidence.Single().Where);
        var executables = new Executables().Judge(facts);
        Assert.Equal(new Evidence("is not executable, but Dockerfile:9 starts it", "entrypoint.sh", "entrypoint.sh"), executables.Evidence.Single());
        Assert.Equal("git update-index --chmod=+x entrypoint.sh", executables.Remedy?.Command);
    }

    [Fact]
    public void A_file_that_may_not_be_read_is_not_said_to_be_without_secrets()
    {
        var facts = new LeakFacts(Clean, new SourceScan([new(File("config.php"), FileScan.Refused)], 0), new HistoryScan(HistoryState.Whole, null, []));
        var verdict = new NoSecretInGit().Judge(facts);
        Assert.Equal((CheckOutcome.Unknown, new Evidence("it cannot be read: permission is missing", "config.php", "config.php")), (verdict.Outcome, verdict.Evidence.Single()));
    }

    private static Suspect Live(ulong fingerprint) => new("payment-live-key", 3, 8, "sk_live_", fingerprint);

    private static Suspect Assigned(ulong fingerprint) => new("assigned-secret", 3, 8, "API_KEY", fingerprint);

    private static HistorySuspect Past(Suspect suspect) => new("b10b", "old.php", suspect);

    private static SourceFile File(string path, long size = 1, bool executable = false, bool tracked = true) =>
        new(path, new FileStatus(FileKind.File, 0, size, 1, 1, 0, 0, 1, 0, 0), tracked ? new TrackedFile(path, executable ? "100755" : "100644", "b10b") : null);

    private static Verdict Leaks((string Path, Suspect Suspect)[] tree, HistorySuspect[] past, string? reason = null, bool tracked = true) => new NoSecretInGit().Judge(new LeakFacts(
        Clean,
        new SourceScan([.. tree.Select(one => new ScannedFile(File(one.Path, tracked: tracked), new FileScan(FileForm.Text, [one.Suspect], [])))], 0),
        new HistoryScan(reason is null ? HistoryState.Whole : HistoryState.Partial, reason, past)));
}
