using Slipway.Events;

namespace Slipway.Cli.Output;

/// <summary>
/// The steps that are still on the moving part of the screen, in the order in which they began. The same step on further hosts
/// joins its row while that row still runs or does not know the host; an undo is a row of its own, since it happens later.
/// </summary>
internal sealed class StepBoard(TimeProvider clock)
{
    private readonly List<StepRow> _rows = [];

    public IReadOnlyList<StepRow> Rows => _rows;

    public bool IsRunning => _rows.Exists(row => row.IsRunning);

    public void Apply(StepEvent step)
    {
        var host = step.Host is null ? null : TerminalText.Line(step.Host);
        var row = _rows.FindLast(row => row.Id == step.Id && Joins(row, host, step.State));
        if (row is null)
            _rows.Add(row = new StepRow(step.Id, TerminalText.Line(step.Title)));
        row.Put(new HostStep(host, step.State, clock.GetTimestamp())
        {
            Ms = step.Ms,
            Detail = step.Detail is null ? null : TerminalText.Line(step.Detail),
        });
    }

    public void Apply(ProgressEvent progress)
    {
        var clean = progress with { Host = progress.Host is null ? null : TerminalText.Line(progress.Host), Unit = TerminalText.Line(progress.Unit) };
        _rows.FindLast(row => row.Id == clean.Id && row.Runs(clean.Host))?.Put(clean);
    }

    /// <summary>Takes the rows from the top that no longer change, or all of them.</summary>
    public IReadOnlyList<StepRow> TakeFinished(bool all = false)
    {
        var running = _rows.FindIndex(row => row.IsRunning);
        var count = all || running < 0 ? _rows.Count : running;
        var taken = _rows[..count];
        _rows.RemoveRange(0, count);
        return taken;
    }

    private static bool Joins(StepRow row, string? host, StepState state) =>
        state == StepState.Undone ? row.Runs(host) || (row.State == StepState.Undone && !row.Knows(host))
        : row.Runs(host) || (row.State != StepState.Undone && !row.Knows(host));
}
