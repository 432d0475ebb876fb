using Slipway.Events;

namespace Slipway.Cli.Output;

/// <summary>Keeps the last state of each step, in the order in which they began, for the result.</summary>
internal sealed class StepTally
{
    private readonly List<(string Id, string? Host)> _order = [];
    private readonly Dictionary<(string Id, string? Host), StepResult> _last = [];

    public void Add(StepEvent step)
    {
        var key = (step.Id, step.Host);
        if (!_last.TryGetValue(key, out var before))
            _order.Add(key);
        _last[key] = new StepResult(step.Id, step.Host, step.State, step.Ms ?? before?.Ms);
    }

    public IReadOnlyList<StepResult> Steps => [.. _order.Select(key => _last[key])];
}
