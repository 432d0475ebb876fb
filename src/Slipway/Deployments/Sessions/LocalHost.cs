using Slipway.Deployments.Machines;
using Slipway.Deployments.Plans;
using Slipway.Deployments.Steps;
using Slipway.Files;
using Slipway.Hosts;
using Slipway.Hosts.Local;
using Slipway.Problems;
using Slipway.Processes;

namespace Slipway.Deployments.Sessions;

/// <summary>A session with the <c>local</c> target: in this process, as this user; a transaction is a process of its own that outlives it.</summary>
public sealed class LocalHost(LocalSite site) : AgentHost
{
    public override IMachine MachineOf(HostPlan plan) => new LocalMachine(plan.Layout, site);

    public override IMachine Machine(HostLayout layout, string deployUser, string runUser) => new LocalMachine(layout, site);

    public override FileOwner DeployFiles(HostLayout layout, string deployUser, string runUser) => new(-1, -1);

    public override void Claim(HostLayout layout) => site.CreateFolders();

    public override async Task<string?> AtRestAsync(CancellationToken cancel) =>
        await new LocalServerClient(site).IsRunningAsync(cancel) ? null : LocalMachine.AtRest;

    public override Task ReadyAsync(CancellationToken cancel) => LocalServerLauncher.EnsureRunningAsync(site, cancel: cancel);

    /// <summary>The server may have ended, having had nothing to serve while the release was built.</summary>
    public override async Task LaunchAsync(HostPlan plan, string planFile, CancellationToken cancel)
    {
        await ReadyAsync(cancel);
        var started = await Command.RunAsync(
            new CommandLine("setsid", ["--fork", .. LocalServerLauncher.ThisProgram(), "local", "transaction", "--folder", site.Project, "--plan", planFile])
            {
                Folder = site.Project,
                LeavesProcess = true,
            },
            cancel);
        if (!started.Succeeded)
            throw new ProblemException(MachineProblems.UnitNotStarted("the transaction's process", started.LastWords));
    }

    public override Task CreateUsersAsync(string deployUser, string runUser, CancellationToken cancel) => Task.CompletedTask;

    public override async Task LogsAsync(LogsRequest request, Func<LogLine, ValueTask> tell, CancellationToken cancel)
    {
        var release = CurrentLink.Read(request.Layout.Current) ?? throw new ProblemException(SessionProblems.NothingServes(request.Layout.Key));
        await new LocalLogs(new LocalServerClient(site)).SendAsync(release, request, tell, cancel);
    }
}
