using System.Globalization;
using Slipway.Deployments.Plans;
using Slipway.Deployments.Releases;
using Slipway.Files;
using Slipway.Hosts;
using Slipway.Hosts.Local;
using Slipway.Processes;
using Slipway.Stacks.Systemd;

namespace Slipway.Deployments.Machines;

/// <summary>The <c>local</c> target: its background process is supervisor and web server; everything runs as the caller.</summary>
public sealed class LocalMachine(HostLayout layout, LocalSite site) : IMachine
{
    /// <summary>What is wrong with all that is deployed when the server of the target does not run.</summary>
    public const string AtRest = "the local server does not run; start it with slipway local start";

    private readonly LocalServerClient _server = new(site);

    public FileOwner DeployFiles => new(-1, -1);

    public FileOwner RunFiles => new(-1, -1);

    public string NextEntrance => layout.Entrance;

    public CommandLine AsDeploy(CommandLine command) => command;

    public CommandLine AsRun(CommandLine command) => command;

    public void PrepareRunFolder() => site.CreateFolders();

    public async Task StartAsync(PlannedProcess process, string release, CancellationToken cancel)
    {
        var description = ReleaseDescription.Read(layout.Release(release))
            ?? throw new Problems.ProblemException(MachineProblems.NoRelease(release));
        var variables = new ReleaseVariables(layout, release, description.Env, description.Variables).ToDictionary();
        await _server.StartAsync(
            new LocalStart
            {
                Process = process.Name,
                Release = release,
                Command = [Path.Combine(layout.Meta(release), Launcher.Folder, process.Name)],
                Folder = layout.Release(release),
                Env = variables.Where(v => v.Value is not null).ToDictionary(v => v.Key, v => v.Value!),
                Socket = process.IsWeb ? layout.Socket(release) : null,
                Port = process is { IsWeb: true, Port: true },
                StopSignal = process.StopSignal,
                StopSeconds = process.StopTimeout.TotalSeconds,
            },
            cancel);
    }

    /// <summary>Always waits: nobody else would end it when this process has gone.</summary>
    public async Task StopAsync(PlannedProcess process, string release, bool wait, CancellationToken cancel)
    {
        if ((await _server.StatusAsync(process.Name, release, cancel)).Count > 0)
            await _server.StopAsync(process.Name, release, process.StopSignal, process.StopTimeout, cancel);
    }

    public async Task<ProcessState> StateAsync(PlannedProcess process, string release, CancellationToken cancel)
    {
        try
        {
            return await AskAsync(process, release, cancel);
        }
        catch (Problems.ProblemException e) when (e.Problem.Code == "local.not-running")
        {
            return new(false, false, 0, 0, AtRest);
        }
    }

    private async Task<ProcessState> AskAsync(PlannedProcess process, string release, CancellationToken cancel) =>
        (await _server.StatusAsync(process.Name, release, cancel)) is [var p, ..]
            ? new(p.State == LocalProcessState.Running, p.State == LocalProcessState.Failed, p.Pid, p.Restarts, $"{p.State.ToString().ToLowerInvariant()}, exit status {p.Exit?.ToString() ?? "none"}, restarts {p.Restarts}")
            {
                Crashed = p.Exit is not (null or 0),
                Ported = p.Port is { } port ? new(int.Parse(await File.ReadAllTextAsync(site.PidFile, cancel), CultureInfo.InvariantCulture), port) : null,
            }
            : new(false, false, 0, 0, "not started");

    public Task ForgetFailuresAsync(IReadOnlyList<(PlannedProcess Process, string Release)> ended, CancellationToken cancel) => Task.CompletedTask;

    public async Task<IReadOnlyList<string>> LastWordsAsync(string process, string release, int lines, CancellationToken cancel) =>
        (await _server.LogsAsync(process, release, lines, cancel)).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The edge reads its description at the next request.</summary>
    public Task ApplySiteAsync(IReadOnlyList<string> changedFiles, CancellationToken cancel) => Task.CompletedTask;

    public async Task<SiteTraffic?> TrafficAsync(TrafficMark? since, CancellationToken cancel)
    {
        var traffic = await _server.TrafficAsync(cancel);
        var (total, errors) = (traffic.Sum(t => t.Total), traffic.Sum(t => t.Status5xx));
        return new(total - (since?.Requests ?? 0), errors - (since?.ServerErrors ?? 0), new TrafficMark(0, total, errors));
    }
}
