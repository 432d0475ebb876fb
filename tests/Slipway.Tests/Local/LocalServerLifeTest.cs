using System.Globalization;
using Slipway.Cli.Local;
using Slipway.Deployments.Transactions;
using Slipway.Files;
using Slipway.Hosts.Local;
using Slipway.Problems;
using Slipway.Tests.Deployments.Support;
using Xunit;

namespace Slipway.Tests.Local;

public class LocalServerLifeTest
{
    private static readonly IReadOnlyList<string> Program = ["dotnet", TestSite.Dll("Slipway.Cli")];

    [Fact]
    public async Task Server_killed_hard_leaves_no_orphan_and_the_next_one_brings_the_serving_release_back()
    {
        await using var site = TestSite.Folder();
        await LocalServerLauncher.EnsureRunningAsync(site.Site, Program);
        new LocalSiteDescription { Kind = LocalSiteKind.Proxy }.Write(site.Site.SiteFile);
        await Task.WhenAll(site.DeployAsync("one"), site.DeployAsync("two"));
        site.Switch("one");
        var url = await site.Client.EdgeAsync();
        var orphans = (await site.Client.StatusAsync()).Select(p => p.Pid).ToArray();
        var server = int.Parse(await File.ReadAllTextAsync(site.Site.PidFile), CultureInfo.InvariantCulture);

        const int kill = 9;
        Assert.True(Posix.Signal(server, kill));
        await TestSite.UntilAsync("nothing of it lives", () => Task.FromResult(!orphans.Append(server).Any(SupervisorTest.IsAlive)));
        Assert.False(await site.Client.IsRunningAsync());
        await LocalServerLauncher.EnsureRunningAsync(site.Site, Program);

        await site.ListeningAsync("one");
        Assert.Equal(LocalProcessState.Stopped, (await site.StatusAsync("two")).State);
        Assert.Equal(url, await site.Client.EdgeAsync());
        Assert.Equal("one GET /", (await TestSite.GetAsync(site.Http, url)).Body);
    }

    [Fact]
    public async Task What_a_killed_program_had_started_is_ended_by_the_next_server()
    {
        await using var site = await TestSite.ServeAsync();
        var stray = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("sleep", ["300"]) { Environment = { ["SLIPWAY_LOCAL"] = site.Site.Run } })!;
        await TestSite.UntilAsync("it has its environment", async () => (await File.ReadAllTextAsync($"/proc/{stray.Id}/cmdline")).StartsWith("sleep", StringComparison.Ordinal));

        await Leftovers.EndAsync([], site.Site.Run, new BoundedLog(site.Site.LogFile), TimeProvider.System);

        await stray.WaitForExitAsync();
        Assert.Equal(137, stray.ExitCode);
    }

    [Fact]
    public async Task A_process_whose_id_was_given_to_another_program_is_left_alone()
    {
        await using var site = await TestSite.ServeAsync();
        using var other = System.Diagnostics.Process.Start("sleep", "300");
        var start = site.App("one");
        var ticks = ProcessTable.StartTicks(other.Id);
        Assert.True(ticks > 0);

        await Leftovers.EndAsync([new LocalWanted(start, other.Id, ticks - 1, ProcessTable.Boot), new LocalWanted(start, other.Id, ticks, "another boot")], site.Site.Run, new BoundedLog(site.Site.LogFile), TimeProvider.System);
        Assert.False(other.HasExited);

        await Leftovers.EndAsync([new LocalWanted(start, other.Id, ticks, ProcessTable.Boot)], site.Site.Run, new BoundedLog(site.Site.LogFile), TimeProvider.System);
        await other.WaitForExitAsync();
        Assert.Equal(137, other.ExitCode);
    }

    [Fact]
    public async Task Shutdown_ends_everything_and_the_next_server_starts_it_again()
    {
        await using var site = TestSite.Folder();
        await Task.WhenAll(LocalServerLauncher.EnsureRunningAsync(site.Site, Program), LocalServerLauncher.EnsureRunningAsync(site.Site, Program));
        new LocalSiteDescription { Kind = LocalSiteKind.Proxy }.Write(site.Site.SiteFile);
        await site.DeployAsync("one");
        site.Switch("one");
        var pid = (await site.StatusAsync("one")).Pid;

        await site.Client.ShutdownAsync();
        Assert.False(Directory.Exists(site.Site.Run));
        LocalServer.TryClaim(site.Site)!.Dispose();
        Assert.False(SupervisorTest.IsAlive(pid));
        var gone = await Assert.ThrowsAsync<ProblemException>(() => site.Client.StatusAsync());
        Assert.Equal(("local.not-running", ExitCodes.Unreachable), (gone.Problem.Code, gone.Problem.Exit));

        await LocalServerLauncher.EnsureRunningAsync(site.Site, Program);
        await site.ListeningAsync("one");
    }

    /// <summary>What lets the old release finish, and then tidies up in the folder, goes on after its command has ended.</summary>
    [Fact]
    public async Task Stop_waits_for_a_transaction_that_still_works()
    {
        await using var site = TestSite.Folder();
        await LocalServerLauncher.EnsureRunningAsync(site.Site, Program);
        var transaction = HostLock.TryTake(site.Site.Paths, new("tx1", "ann@laptop", "rollback 4-0b1c2d3e", DateTimeOffset.UnixEpoch, 42))!;
        var told = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);

        var stop = LocalEnd.StopAsync(site.Site, TimeProvider.System, told.SetResult, TestContext.Current.CancellationToken);
        Assert.StartsWith("ann@laptop runs rollback 4-0b1c2d3e since 1970-01-01 00:00:00 UTC", await told.Task.WaitAsync(TimeSpan.FromSeconds(30)));
        Assert.True(await site.Client.IsRunningAsync());

        transaction.Dispose();
        Assert.True(await stop);
        Assert.False(await site.Client.IsRunningAsync());
        Assert.False(await LocalEnd.StopAsync(site.Site, TimeProvider.System, _ => { }));
    }

    [Fact]
    public async Task Stop_does_not_wait_for_ever()
    {
        await using var site = TestSite.Folder();
        using var transaction = HostLock.TryTake(site.Site.Paths, new("tx1", "ann@laptop", "deploy 4-0b1c2d3e", DateTimeOffset.UnixEpoch, 42));
        var clock = new FastTime();
        var problem = (await Assert.ThrowsAsync<ProblemException>(() => LocalEnd.StopAsync(site.Site, clock, _ => { }))).Problem;
        Assert.Equal(("local.busy", ExitCodes.Locked), (problem.Code, problem.Exit));
        Assert.Contains("ann@laptop runs deploy 4-0b1c2d3e", problem.Detail);
    }

    [Fact]
    public async Task Second_server_of_a_folder_does_not_start()
    {
        await using var site = await TestSite.ServeAsync();
        Assert.Null(LocalServer.TryClaim(site.Site));
        Assert.True(await site.Client.IsRunningAsync());
    }

    [Fact]
    public async Task Server_that_cannot_start_says_why()
    {
        await using var site = TestSite.Folder();
        var problem = (await Assert.ThrowsAsync<ProblemException>(() => LocalServerLauncher.EnsureRunningAsync(site.Site, ["/nonexistent/slipway"]))).Problem;
        Assert.Equal(("local.did-not-start", "setsid: failed to execute /nonexistent/slipway: No such file or directory"), (problem.Code, problem.Detail));
    }

    [Fact]
    public async Task Edge_moves_to_a_port_and_refuses_one_in_use()
    {
        await using var site = await TestSite.ServeAsync();
        var first = await site.Client.EdgeAsync();
        using var taken = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        taken.Start();
        var port = ((System.Net.IPEndPoint)taken.LocalEndpoint).Port;

        var refused = await Assert.ThrowsAsync<ProblemException>(() => site.Client.EdgeAsync(port));
        Assert.Equal(("local.port-in-use", $"127.0.0.1:{port} cannot be listened on."), (refused.Problem.Code, refused.Problem.Detail));
        Assert.Equal(first, await site.Client.EdgeAsync());
        taken.Stop();

        Assert.Equal($"http://127.0.0.1:{port}/", (await site.Client.EdgeAsync(port)).ToString());
        Assert.Equal(503, (int)(await TestSite.GetAsync(site.Http, new Uri($"http://127.0.0.1:{port}/"))).Status);
        Assert.Equal(port.ToString(CultureInfo.InvariantCulture), await File.ReadAllTextAsync(site.Site.PortFile));
    }

    [Fact]
    public void Run_folder_that_is_not_private_is_refused()
    {
        var folder = Directory.CreateTempSubdirectory("slipway-open-").FullName;
        File.SetUnixFileMode(folder, (UnixFileMode)0b111_101_101);
        var problem = Assert.Throws<ProblemException>(() => PrivateFolder.Create(folder)).Problem;
        Assert.Equal(("local.run-folder", $"{folder}: others may enter it (mode 755)."), (problem.Code, problem.Detail));
        File.CreateSymbolicLink(folder + ".link", "/root");
        Assert.Equal($"{folder}.link: it is not a folder.", Assert.Throws<ProblemException>(() => PrivateFolder.Check(folder + ".link")).Problem.Detail);
        File.Delete(folder + ".link");
        Directory.Delete(folder);
    }
}
