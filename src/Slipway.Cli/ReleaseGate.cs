using Slipway.Checks;
using Slipway.Checks.Reports;
using Slipway.Events;
using Slipway.Project;

namespace Slipway.Cli;

/// <summary>The checks that a release must pass before anything of it reaches a host.</summary>
internal static class ReleaseGate
{
    // Migrations are judged by the plan, which knows what the hosts have applied.
    private static readonly string[] NotHere = ["migrations"];

    /// <summary>Checks while the connections are made. Nothing goes over the network; tests run when the project file requires them.</summary>
    /// <param name="reference">A git ref is deployed in place of the folder: then only the env file is judged.</param>
    /// <returns>Worst first; empty for this machine as target.</returns>
    public static Task<IReadOnlyList<Finding>> RunAsync(AppEnvironment environment, ProjectFile file, string? reference, CommandContext context)
    {
        if (environment.IsLocal)
            return Task.FromResult<IReadOnlyList<Finding>>([]);
        return Task.Run(() => Validation.RunAsync(
            CheckedProject.Open(environment, file.Environments, context.Clock) with
            {
                Offline = true,
                Patience = Patience.Brief,
                RunTests = environment.Checks.RequireTests && reference is null,
            },
            reference is null ? [] : ["env", "sec.defaults", "sec.keys_distinct"], NotHere, context.Cancel));
    }

    /// <summary>Tells what stops the deploy; of the rest only how many there are.</summary>
    /// <returns>How the command ends; null when nothing stops it.</returns>
    public static ResultEvent? Judge(string command, AppEnvironment environment, IReadOnlyList<Finding> findings, CommandContext context)
    {
        var stopping = findings.Where(f => f.Breaks(FailOn.High)).ToList();
        foreach (var finding in stopping)
            context.Output.Emit(new FindingEvent(finding));
        var others = findings.Count(f => f.Outcome is CheckOutcome.Fail or CheckOutcome.Warn) - stopping.Count;
        if (others > 0)
            context.Output.Line($"{others} lesser {(others == 1 ? "finding" : "findings")}: slipway validate {environment.Name}");
        if (stopping.Count == 0)
            return null;
        var problem = CliProblems.ChecksFailed(environment.Name, stopping.Count);
        context.Output.Emit(new ProblemEvent(problem));
        return ResultEvent.Of(command, problem) with { Environment = environment.Name, Outcome = Outcome.Refused, Counts = FindingCounts.Of(findings), Findings = findings };
    }
}
