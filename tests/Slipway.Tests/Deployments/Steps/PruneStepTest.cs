using Slipway.Deployments.Journals;
using Slipway.Deployments.Plans;
using Slipway.Deployments.Steps;
using Slipway.Tests.Deployments.Support;
using Xunit;

namespace Slipway.Tests.Deployments.Steps;

public class PruneStepTest
{
    [Fact]
    public async Task Only_what_is_ours_and_no_longer_needed_goes()
    {
        using var folder = new TempFolder();
        using var host = new TestHost(folder);
        using var other = new TestHost(folder, "other");
        await other.DeployedAsync(1, null);
        await host.DeployedAsync(1, null);
        await host.DeployedAsync(2, "1-x");
        await host.DeployedAsync(3, "2-x");
        foreach (var foreign in new[] { "releases/by-hand", "releases/upload.tmp", "releases/1-x-copy" })
            Directory.CreateDirectory(Path.Combine(host.Layout.Root, foreign));
        foreach (var dump in new[] { "1-x", "3-x", "before-the-move" })
            Directory.CreateDirectory(Path.Combine(host.Layout.Backups, dump));
        File.WriteAllText(Path.Combine(host.Layout.Releases, "notes.txt"), "mine");
        var untouched = TempFolder.Picture(other.Layout.Root) + TempFolder.Picture(other.Layout.State);

        foreach (var env in Directory.GetFiles(host.Layout.Env))
            File.SetLastWriteTimeUtc(env, TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(-2));
        await host.DeployedAsync(4, "3-x");

        Assert.Equal(["1-x-copy", "2-x", "3-x", "4-x", "by-hand", "notes.txt", "upload.tmp"], Names(host.Layout.Releases));
        Assert.Equal(["3-x", "before-the-move"], Names(host.Layout.Backups));
        Assert.Equal(untouched, TempFolder.Picture(other.Layout.Root) + TempFolder.Picture(other.Layout.State));
        Assert.Equal(["app-2.js", "app-3.js", "app-4.js", "common.js"], Names(Path.Combine(host.Layout.Assets, "assets")));
        Assert.Equal("common", File.ReadAllText(Path.Combine(host.Layout.Assets, "assets/common.js")));
        Assert.Equal(4, Names(host.Layout.Env).Length); // three and current.env
    }

    [Fact]
    public async Task The_plan_and_env_of_a_deploy_that_waits_for_the_lock_stay()
    {
        using var host = new TestHost();
        await host.DeployedAsync(1, null);
        var waiting = Directory.CreateDirectory(Path.Combine(host.Layout.Transactions, "0123456789ab"));
        var env = Slipway.Deployments.Releases.EnvFolder.Put(host.Layout, new Slipway.Secrets.Secret("NEW=value\n"), -1, -1);

        await host.DeployedAsync(2, "1-x");

        Assert.True(waiting.Exists && Directory.Exists(waiting.FullName));
        Assert.Contains(env + ".env", Names(host.Layout.Env));
    }

    [Fact]
    public async Task A_release_that_cannot_be_removed_is_told_and_keeps_no_other()
    {
        using var folder = new TempFolder();
        using var host = new TestHost(folder);
        await host.DeployedAsync(1, null);
        await host.DeployedAsync(2, "1-x");
        await host.DeployedAsync(3, "2-x");
        await host.DeployedAsync(4, "3-x", keep: 3);
        using (SmallDisk.MountOrSkip(folder, "tmpfs", "tmpfs", at: Directory.CreateDirectory(Path.Combine(host.Layout.Release("2-x"), "mounted")).FullName))
        {
            var ended = await host.RunAsync(host.Plan(5, "4-x", keep: 2));
            Assert.Equal((TransactionOutcome.Done, "transaction.not-removed"), (ended.Outcome, ended.Problem?.Code));
            Assert.Contains(host.Layout.Release("2-x"), ended.Problem!.Detail);
            Assert.Equal(["2-x", "4-x", "5-x"], Names(host.Layout.Releases));
        }

        await host.DeployedAsync(6, "5-x", keep: 2);
        Assert.Equal(["5-x", "6-x"], Names(host.Layout.Releases));
    }

    [Fact]
    public async Task The_unit_of_a_process_goes_with_the_last_release_that_has_it()
    {
        using var host = new TestHost();
        var (queue, mails, foreign) = (Unit(host, "queue"), Unit(host, "mails"), Path.Combine(host.Etc, "ssh.service"));
        File.WriteAllText(foreign, "");
        var kept = new List<bool>();
        for (var number = 1; number <= 5; number++)
        {
            SiteFile[] units = number <= 2 ? [new(queue, "q"), new(mails, "m"), new(foreign, "")] : [new(queue, "q")];
            PlannedProcess[] processes = number <= 2 ? [TestHost.Web, TestHost.Queue, new("mails", TimeSpan.FromSeconds(5))] : [TestHost.Web, TestHost.Queue];
            var ended = await host.RunAsync(host.Plan(number, number == 1 ? null : $"{number - 1}-x", keep: 2, steps: steps => steps.Select(step => step switch
            {
                ConfigureStep configure => configure with { Description = configure.Description with { Site = units, Processes = processes } },
                SiteStep site => site with { Files = [.. site.Files, .. units] },
                _ => step,
            })));
            Assert.Equal((TransactionOutcome.Done, null), (ended.Outcome, ended.Problem?.Code));
            kept.Add(File.Exists(mails));
        }

        Assert.Equal([true, true, true, false, false], kept);
        Assert.True(File.Exists(queue) && File.Exists(foreign));
    }

    [Fact]
    public async Task A_release_with_a_live_process_stays()
    {
        using var host = new TestHost();
        await host.DeployedAsync(1, null);
        using var live = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("sleep", "600") { WorkingDirectory = host.Layout.Release("1-x") })!;
        try
        {
            await host.DeployedAsync(2, "1-x");
            await host.DeployedAsync(3, "2-x");
            await host.DeployedAsync(4, "3-x");
            Assert.Contains("1-x", Names(host.Layout.Releases));
        }
        finally
        {
            live.Kill();
            live.WaitForExit();
        }

        await host.DeployedAsync(5, "4-x");
        Assert.Equal(["3-x", "4-x", "5-x"], Names(host.Layout.Releases));
    }

    [Fact]
    public async Task Three_thousand_stale_releases_go_at_once()
    {
        using var host = new TestHost();
        using (var journal = Journal.Open(host.Layout.Journal, host.Time))
            for (var i = 1; i <= 3000; i++)
            {
                Directory.CreateDirectory(Path.Combine(host.Layout.Release($"{i}-x"), "sub"));
                journal.Append(new JournalEntry { Transaction = $"tx{i}", Event = JournalEvent.Begin, Release = $"{i}-x" }, durable: false);
                journal.Append(new JournalEntry { Transaction = $"tx{i}", Event = JournalEvent.End, Outcome = TransactionOutcome.Undone }, durable: false);
            }

        await host.DeployedAsync(3001, null);

        Assert.Equal(["2999-x", "3000-x", "3001-x"], Names(host.Layout.Releases));
    }

    private static string Unit(TestHost host, string process) => Path.Combine(host.Etc, $"{host.Layout.OlderUnitName(process)}@.service");

    /// <summary>All but the tree that is made ahead.</summary>
    private static string[] Names(string folder) =>
        [.. Directory.EnumerateFileSystemEntries(folder).Select(p => Path.GetFileName(p)).Where(n => !n.StartsWith(".spare-", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
}
