using Slipway.Deployments.Planning;
using Slipway.Deployments.Plans;
using Slipway.Deployments.Transactions;
using Slipway.Events;
using Slipway.Problems;

namespace Slipway.Deployments.Coordination;

/// <summary>One host's part of a running deployment, as the client sees it.</summary>
internal sealed class HostRun
{
    private readonly Action<DeploymentEvent> _emit;
    private readonly Action _changed;

    public HostRun(HostSession session, PlannedHost planned, Action<DeploymentEvent> emit, Action changed)
    {
        (Session, Planned, _emit, _changed) = (session, planned, emit, changed);
        session.OnEvent = Take;
        _ = WatchAsync();
    }

    public HostSession Session { get; }
    public PlannedHost Planned { get; }
    public string Name => Session.Name;

    /// <summary>The phase that the host is ready for; null while it works.</summary>
    public Phase? Waiting { get; private set; }

    /// <summary>The last phase that it was allowed to begin.</summary>
    public Phase Allowed { get; private set; } = Phase.Prepare;

    public bool Committed { get; private set; }

    /// <summary>How it ended; null while it goes on.</summary>
    public TransactionEvent? Result { get; private set; }

    /// <summary>Why it undoes itself, from the moment that it begins to; null before.</summary>
    public Problem? Undoing { get; private set; }

    /// <summary>Why the connection ended without a result; null while it lives.</summary>
    public string? Lost { get; private set; }

    public bool Begun { get; set; }

    /// <summary>Nothing more will be heard of it, or nothing more need be.</summary>
    public bool IsOver => !Begun || Committed || Result is not null || Lost is not null;

    public bool Failed => Lost is not null || Undoing is not null || (Result is { } result && result.Outcome != Journals.TransactionOutcome.Done);

    public async Task ProceedAsync(Phase phase)
    {
        Waiting = null;
        Allowed = phase;
        await Session.OrderAsync(new TransactionOrder("proceed") { Phase = phase.ToString() });
    }

    private async Task WatchAsync()
    {
        var end = await Session.Ended;
        if (Result is null && !Committed)
            Lost = end.Problem?.Title ?? "the connection ended";
        _changed();
    }

    private void Take(TransactionEvent what)
    {
        switch (what.Kind)
        {
            case "step":
                if (what.State == "failed" && !Committed)
                    Undoing = what.Problem;
                _emit(new StepEvent(what.Step!, Name, what.Title!, StateOf(what.State), (long?)what.Milliseconds, what.Problem?.Title));
                break;
            case "log":
                _emit(new LogEvent(Name, what.Step ?? "host", what.Line!, what.IsError ? LogStream.Err : LogStream.Out));
                break;
            case "progress":
                _emit(new ProgressEvent(what.Step!, Name, what.Completed, what.Total, what.Unit!));
                break;
            case "held":
                _emit(new LogEvent(Name, what.Step!, $"held {what.State}"));
                break;
            case "interrupted":
                Undoing = what.Problem;
                break;
            case "waiting":
                Waiting = Enum.Parse<Phase>(what.Phase!);
                break;
            case "committed":
                Committed = true;
                break;
            case "result":
                Result = what;
                Committed |= what.Outcome == Journals.TransactionOutcome.Done;
                break;
        }

        _changed();
    }

    private static StepState StateOf(string? state) => state switch
    {
        "done" => StepState.Done,
        "failed" or "undo-failed" => StepState.Failed,
        "undone" => StepState.Undone,
        _ => StepState.Started,
    };
}
