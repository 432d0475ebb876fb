using Slipway.Deployments.Machines;
using Slipway.Deployments.Owners;
using Slipway.Deployments.Plans;
using Slipway.Deployments.Releases;
using Slipway.Deployments.Steps;
using Slipway.Files;
using Slipway.Hosts;
using Slipway.Problems;
using Slipway.Processes;
using Slipway.Stacks.Nginx;

namespace Slipway.Deployments.Sessions;

/// <summary>A session on a server: the agent is root, a transaction is a transient systemd unit.</summary>
public sealed class ServerHost : AgentHost
{
    public override IMachine MachineOf(HostPlan plan) => Machine(plan.Layout, plan.DeployUser!, plan.RunUser!);

    public override Problem? Stranger(HostLayout layout) => Ownership.Judge(layout);

    public override void Claim(HostLayout layout) => OwnerFiles.Claim(layout);

    public override IMachine Machine(HostLayout layout, string deployUser, string runUser) => new ServerMachine(layout, deployUser, runUser);

    public override FileOwner DeployFiles(HostLayout layout, string deployUser, string runUser) => Machine(layout, deployUser, runUser).DeployFiles;

    /// <summary>
    /// The unit is started again when it dies without having ended by itself; it then recovers. What it started dies with it
    /// (KillMode control-group), so no command of a dead transaction goes on.
    /// </summary>
    public override async Task LaunchAsync(HostPlan plan, string planFile, CancellationToken cancel)
    {
        var result = await Command.RunAsync(
            new CommandLine("systemd-run",
                "--quiet", "--collect", $"--unit={UnitOf(plan)}", $"--description=Slipway {plan.Kind} of {plan.Layout.Key} {plan.Release}",
                "--property=Restart=on-failure", "--property=RestartSec=100ms", "--property=StartLimitIntervalSec=60", "--property=StartLimitBurst=10",
                "--property=TimeoutStopSec=120", "--property=OOMScoreAdjust=-500",
                "--", Environment.ProcessPath!, "transaction", planFile),
            cancel);
        if (!result.Succeeded)
            throw new ProblemException(MachineProblems.UnitNotStarted(UnitOf(plan), result.LastWords));
    }

    public static string UnitOf(HostPlan plan) => $"slipway-tx-{plan.Layout.Key}-{plan.Transaction}.service";

    public override async Task CreateUsersAsync(string deployUser, string runUser, CancellationToken cancel)
    {
        foreach (var (name, shell) in ((string Name, string Shell)[])[(deployUser, "/bin/bash"), (runUser, "/usr/sbin/nologin")])
        {
            if (Account.Exists(name))
                continue;
            var result = await Command.RunAsync(new CommandLine("useradd", "--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent", "--shell", shell, "--", name), cancel);
            if (!result.Succeeded)
                throw new ProblemException(MachineProblems.UserNotCreated(name, result.LastWords));
        }
    }

    public override Task LogsAsync(LogsRequest request, Func<LogLine, ValueTask> tell, CancellationToken cancel) =>
        new ServerLogs(request, tell).SendAsync(cancel);
}
