using System.Text.Json.Nodes;
using Slipway.Deployments.Coordination;
using Slipway.Deployments.Planning;
using Slipway.Events;
using Slipway.Problems;
using Slipway.Project;

namespace Slipway.Cli.Commands;

/// <summary>How deploy and rollback end.</summary>
/// <param name="command">The verb.</param>
/// <param name="hosts">As they were before.</param>
internal sealed class ReleaseResult(string command, AppEnvironment environment, IReadOnlyList<HostTarget> hosts)
{
    private readonly string? _served = hosts[0].State.Serving;

    public Task<ResultEvent> NothingToDoAsync() => OfAsync(_served!, Outcome.NothingToDo, $"nothing to do: {_served} already serves this");

    /// <summary>After the commit: the project's own hooks, then what was done, and on which hosts not.</summary>
    /// <param name="summary">"released 17-3fa9c2d1 to production".</param>
    public async Task<ResultEvent> CommittedAsync(string release, string summary, DeployCoordinator coordinator, CommandContext context)
    {
        IReadOnlyList<Problem> hooks = [.. coordinator.HookProblems, .. await new LocalHooks(environment, context.Output.Emit, context.Clock).AfterCommitAsync(context.Cancel)];
        foreach (var problem in hooks)
            context.Output.Emit(new ProblemEvent(problem));
        if (hooks.Count > 0)
            summary += hooks.Count == 1 ? ", but a hook failed" : $", but {hooks.Count} hooks failed";
        var left = coordinator.LeftOut;
        if (left.Count == 0)
            return await OfAsync(release, Outcome.Done, summary);
        foreach (var (host, problem) in left)
            context.Output.Emit(new ProblemEvent(problem with { Where = problem.Where ?? host }));
        return await OfAsync(release, Outcome.Done, $"{summary}, without {string.Join(", ", left.Select(l => l.Host))}") with
        {
            Data = new JsonObject { ["leftOut"] = new JsonArray([.. left.Select(l => (JsonNode)new JsonObject { ["host"] = l.Host, ["code"] = l.Problem.Code })]) },
        };
    }

    // Not cancelled: what was done is done.
    private async Task<ResultEvent> OfAsync(string release, Outcome outcome, string summary) => new(command, ExitCodes.Done, outcome)
    {
        Url = await ProjectEnvironment.UrlAsync(environment, CancellationToken.None),
        Environment = environment.Name,
        Release = release,
        Previous = _served,
        Summary = summary,
    };
}
