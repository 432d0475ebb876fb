using Slipway.Events;

namespace Slipway.Cli.Output;

/// <summary>A line of the board: one step, with every host on which it has begun.</summary>
internal sealed class StepRow(string id, string title)
{
    private readonly List<HostStep> _hosts = [];

    public string Id => id;

    public string Title => title;

    public IReadOnlyList<HostStep> Hosts => _hosts;

    public bool IsRunning => _hosts.Exists(host => host.IsRunning);

    public StepState State =>
        _hosts.Exists(host => host.State == StepState.Failed) ? StepState.Failed
        : IsRunning ? StepState.Started
        : _hosts.Exists(host => host.State == StepState.Undone) ? StepState.Undone
        : _hosts.TrueForAll(host => host.State == StepState.Skipped) ? StepState.Skipped
        : StepState.Done;

    public bool Runs(string? host) => _hosts.Exists(step => step.Host == host && step.IsRunning);

    public bool Knows(string? host) => _hosts.Exists(step => step.Host == host);

    public void Put(HostStep step)
    {
        var index = _hosts.FindIndex(known => known.Host == step.Host);
        if (index < 0)
            _hosts.Add(step);
        else
            _hosts[index] = step with { Started = _hosts[index].Started };
    }

    public void Put(ProgressEvent progress)
    {
        var index = _hosts.FindIndex(known => known.Host == progress.Host);
        if (index >= 0)
            _hosts[index] = _hosts[index] with { Progress = progress };
    }
}
