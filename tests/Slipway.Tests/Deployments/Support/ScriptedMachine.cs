using System.Diagnostics;
using Slipway.Deployments.Machines;
using Slipway.Deployments.Plans;
using Slipway.Files;
using Slipway.Hosts;
using Slipway.Processes;

namespace Slipway.Tests.Deployments.Support;

/// <summary>A machine whose processes are <c>sleep</c> in the release's folder; what is asked of it is written down, and a test may make it fail.</summary>
internal sealed class ScriptedMachine(HostLayout layout) : IMachine, IDisposable
{
    private readonly Dictionary<(string, string), Process> _running = [];

    public List<string> Calls { get; } = [];

    /// <summary>Called with "start web 1-a", "stop queue 1-a", "apply", "traffic"; may throw.</summary>
    public Action<string> Fail { get; set; } = _ => { };

    public Queue<SiteTraffic?> Traffic { get; } = [];

    public Func<PlannedProcess, string, ProcessState?> State { get; set; } = (_, _) => null;

    public FileOwner DeployFiles => new(-1, -1);

    public FileOwner RunFiles => new(-1, -1);

    public IEnumerable<string> Running => _running.Keys.Select(k => $"{k.Item1} {k.Item2}").Order();

    public bool Runs(string process, string release) => _running.ContainsKey((process, release));

    public string NextEntrance => layout.Entrance;

    public CommandLine AsDeploy(CommandLine command) => command;

    public CommandLine AsRun(CommandLine command) => command;

    public void PrepareRunFolder() => Directory.CreateDirectory(layout.Run);

    public Task StartAsync(PlannedProcess process, string release, CancellationToken cancel)
    {
        Note($"start {process.Name} {release}", cancel);
        if (!Runs(process.Name, release))
            _running[(process.Name, release)] = Process.Start(new ProcessStartInfo("sleep", "600") { WorkingDirectory = layout.Release(release) })!;
        return Task.CompletedTask;
    }

    public Task StopAsync(PlannedProcess process, string release, bool wait, CancellationToken cancel)
    {
        Note($"stop {process.Name} {release}", cancel);
        End(process.Name, release);
        return Task.CompletedTask;
    }

    public Task<ProcessState> StateAsync(PlannedProcess process, string release, CancellationToken cancel) => Task.FromResult(State(process, release)
        ?? (_running.TryGetValue((process.Name, release), out var p) ? new ProcessState(true, false, p.Id, 0, "running") : new ProcessState(false, false, 0, 0, "not started")));

    /// <summary>Whose failures are forgotten: "web 1-a".</summary>
    public List<string> Forgotten { get; } = [];

    public Task ForgetFailuresAsync(IReadOnlyList<(PlannedProcess Process, string Release)> ended, CancellationToken cancel)
    {
        Forgotten.AddRange(ended.Select(e => $"{e.Process.Name} {e.Release}"));
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<string>> LastWordsAsync(string process, string release, int lines, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<string>>([$"last words of {process} {release}"]);

    public Task ApplySiteAsync(IReadOnlyList<string> changedFiles, CancellationToken cancel)
    {
        Note("apply " + string.Join(' ', changedFiles.Select(Path.GetFileName)), cancel);
        return Task.CompletedTask;
    }

    public Task<SiteTraffic?> TrafficAsync(TrafficMark? since, CancellationToken cancel) =>
        Task.FromResult(Traffic.Count > 1 ? Traffic.Dequeue() : Traffic.Count == 1 ? Traffic.Peek() : null);

    /// <summary>As a reboot does.</summary>
    public void EndAll()
    {
        foreach (var (process, release) in _running.Keys.ToList())
            End(process, release);
    }

    public void Dispose() => EndAll();

    private void End(string process, string release)
    {
        if (!_running.Remove((process, release), out var running))
            return;
        running.Kill();
        running.WaitForExit();
        running.Dispose();
    }

    private void Note(string call, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        Calls.Add(call);
        Fail(call);
    }
}
