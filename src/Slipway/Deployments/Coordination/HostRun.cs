using Slipway.Deployments.Planning;
using Slipway.Deployments.Plans;
using Slipway.Deployments.Steps;
using Slipway.Deployments.Transactions;
using Slipway.Events;
using Slipway.Problems;

namespace Slipway.Deployments.Coordination;

/// <summary>One host's part of a running deployment, as the client sees it.</summary>
internal sealed class HostRun
{
    private readonly Action<DeploymentEvent> _emit;
    private readonly Action _changed;
    private readonly Dictionary<string, Step> _hooksAfter;
    private readonly List<Problem> _hookProblems = [];
    private Phase? _undoingIn;
    private bool _gone;
    private bool _left;

    public HostRun(HostSession session, PlannedHost planned, Action<DeploymentEvent> emit, Action changed)
    {
        (Session, Planned, _emit, _changed) = (session, planned, emit, changed);
        _hooksAfter = planned.Plan.Steps.Where(s => s is HookStep { Phase: Phase.Commit }).ToDictionary(s => s.Id);
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

    /// <summary>Everything that it waits for before it builds has been sent.</summary>
    public bool ContentSent { get; set; }

    /// <summary>
    /// False when it cannot have switched, whatever it did unseen. A host alone waits for nobody, except that the content arrives.
    /// </summary>
    public bool MayHaveSwitched =>
        _undoingIn is { } phase ? phase >= Phase.Switch
        : Planned.Plan.Coordinated ? Allowed >= Phase.Switch
        : ContentSent || !Planned.Plan.Steps.Any(s => s is ReceiveStep);

    /// <summary>Nothing more will be heard of it, or nothing more need be.</summary>
    public bool IsOver => !Begun || (Committed && (_hooksAfter.Count == 0 || _gone || _left)) || Result is not null || Lost is not null;

    /// <summary>Of the project's own commands after the commit: those that failed, and those whose end was not seen.</summary>
    public IReadOnlyList<Problem> HookProblems(string environment) =>
        Committed ? [.. _hookProblems, .. _hooksAfter.Values.Select(h => CoordinationProblems.HookUnseen(Name, h.Title, _left, environment))] : [];

    /// <summary>Whatever runs on after the commit is not waited for.</summary>
    public void LeaveHooks()
    {
        _left = true;
        _changed();
    }

    public bool Failed => Lost is not null || Undoing is not null || (Result is { } result && result.Outcome != Journals.TransactionOutcome.Done);

    public async Task ProceedAsync(Phase phase)
    {
        Waiting = null;
        Allowed = phase;
        await Session.OrderAsync(new TransactionOrder("proceed") { Phase = phase.ToString() });
    }

    /// <summary>It will not be heard any more: the connection ended, or it does not answer on it.</summary>
    public void Lose(string why)
    {
        _gone = true;
        if (Result is null && !Committed)
            Lost ??= why;
        _changed();
    }

    private async Task WatchAsync()
    {
        var end = await Session.Ended;
        Lose(end.Problem?.Title ?? "the connection ended");
    }

    private void Take(TransactionEvent what)
    {
        switch (what.Kind)
        {
            case "step":
                if (what.State == "failed" && !Committed)
                    (Undoing, _undoingIn) = (what.Problem, Planned.Plan.Steps.FirstOrDefault(s => s.Id == what.Step)?.Phase);
                if (what.State is "done" or "failed" && Committed && _hooksAfter.Remove(what.Step!) && what.Problem is { } failed)
                    _hookProblems.Add(failed with { Where = Name });
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
