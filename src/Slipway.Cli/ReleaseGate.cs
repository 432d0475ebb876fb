using Slipway.Checks;
using Slipway.Checks.Reports;
using Slipway.Deployments.Gates;
using Slipway.Deployments.Planning;
using Slipway.Events;
using Slipway.Problems;
using Slipway.Project;

namespace Slipway.Cli;

/// <summary>The checks that a release must pass before anything of it reaches a host.</summary>
internal sealed class ReleaseGate(string command, AppEnvironment environment, IReadOnlyList<Finding> findings, CommandContext context)
{
    private const int LongestReason = 200;

    // Migrations are judged by the plan, which knows what the hosts have applied.
    private static readonly string[] NotHere = ["migrations"];

    /// <summary>Why what stops is passed by; null = it stops.</summary>
    public string? Despite { get; init; }

    /// <summary>For the journal, once it was judged; null for this machine as target.</summary>
    public GateRecord? Record { get; private set; }

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

    /// <summary>What was said after <c>--despite</c>.</summary>
    /// <exception cref="ProblemException"><c>cli.despite-reason</c></exception>
    public static string? Reason(string? text) => text is null ? null
        : text.Trim() is { Length: > 0 and <= LongestReason } reason && !reason.Any(char.IsControl) ? reason
        : throw new ProblemException(CliProblems.DespiteWithoutReason());

    /// <summary>Tells what stops the deploy and what the serving release has, too; of the rest only how many there are.</summary>
    /// <returns>How the command ends; null when nothing stops it.</returns>
    public ResultEvent? Judge(DeployPlan plan, ReleaseSource source, IReadOnlyList<HostTarget> hosts)
    {
        if (environment.IsLocal)
            return null;
        var serving = ServingFindings.Of(source, hosts, plan.Envs);
        var verdict = new Ratchet(serving, $".env.{environment.Name}").Judge(findings);
        foreach (var finding in verdict.Stopping)
            context.Output.Emit(new FindingEvent(finding));
        Tell(verdict, hosts[0].State.Serving);
        Record = GateRecord.Of(findings, serving.Record);
        if (verdict.Stopping.Count == 0)
            return null;
        if (Despite is { } reason)
        {
            var despite = new DespiteChecks(reason, [.. verdict.Stopping.Select(f => f.Id).Distinct()]);
            Record = Record with { Despite = despite };
            context.Output.Line($"goes on {despite}");
            return null;
        }

        var problem = CliProblems.ChecksFailed(environment.Name, verdict.Stopping.Count);
        context.Output.Emit(new ProblemEvent(problem));
        return ResultEvent.Of(command, problem) with { Environment = environment.Name, Outcome = Outcome.Refused, Counts = FindingCounts.Of(findings), Findings = findings };
    }

    private void Tell(GateVerdict verdict, string? serving)
    {
        foreach (var finding in verdict.Known)
            context.Output.Line($"{serving} has it, too, so it does not stop this deploy: {About(finding)}");
        foreach (var finding in verdict.Unjudged)
            context.Output.Line($"a check that {serving} was not asked, so it does not stop this deploy: {About(finding)}");
        var told = verdict.Stopping.Concat(verdict.Known).Concat(verdict.Unjudged).Select(f => f.Id).ToHashSet();
        var others = findings.Count(f => f.Outcome is CheckOutcome.Fail or CheckOutcome.Warn && !told.Contains(f.Id));
        if (others > 0)
            context.Output.Line($"{others} lesser {(others == 1 ? "finding" : "findings")}: slipway validate {environment.Name}");
    }

    private static string About(Finding finding)
    {
        var subjects = finding.Evidence.Select(e => e.Subject ?? e.Where).OfType<string>().Distinct().ToList();
        var named = string.Join(", ", subjects.Take(3)) + (subjects.Count > 3 ? $" and {subjects.Count - 3} more" : "");
        return $"{finding.Title} ({finding.Id}{(named.Length > 0 ? $": {named}" : "")}, {finding.Severity.ToString().ToLowerInvariant()})";
    }
}
