using Slipway.Deployments.Plans;
using Slipway.Problems;
using Slipway.Project;
using Slipway.Protocol;

namespace Slipway.Deployments.Coordination;

/// <summary>What may be said of a host that was lost: only what is known, what it does by itself, and by when.</summary>
internal static class HostLoss
{
    /// <summary>Why it was lost must be known.</summary>
    public static Problem Of(HostRun run, AppEnvironment environment, DateTimeOffset now)
    {
        var (why, plan) = (run.Lost!, run.Planned.Plan);
        var settled = now + new ProtocolOptions().SilenceLimit + environment.Soak + plan.CommitWait;
        return run switch
        {
            { MayHaveSwitched: false } => CoordinationProblems.Lost(run.Name, why, environment.Name),
            { Undoing: { } cause } => CoordinationProblems.LostUndoing(run.Name, why, cause, environment.Name),
            _ when !plan.Coordinated => CoordinationProblems.LostAlone(run.Name, why, settled, environment.Name),
            { Allowed: Phase.Commit } => CoordinationProblems.LostAtCommit(run.Name, why, settled, environment.Name),
            _ => CoordinationProblems.LostAfterSwitch(run.Name, why, settled, environment.Name),
        };
    }
}
