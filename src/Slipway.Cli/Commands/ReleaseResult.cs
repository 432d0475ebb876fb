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

    public Task<ResultEvent> NothingToDoAsync(CommandContext context) => OfAsync(_served!, Outcome.NothingToDo, $"nothing to do: {_served} already serves this", context);

    /// <summary>After the commit: the project's own hooks, then what was done, and on which hosts not.</summary>
    /// <param name="summary">"released 17-3fa9c2d1 to production".</param>
    public async Task<ResultEvent> CommittedAsync(string release, string summary, DeployCoordinator coordinator, CommandContext context)
    {
        foreach (var failed in await new LocalHooks(environment, context.Output.Emit, context.Clock).AfterCommitAsync(context.Cancel))
            context.Output.Emit(new ProblemEvent(failed));
        var left = coordinator.LeftOut;
        if (left.Count == 0)
            return await OfAsync(release, Outcome.Done, summary, context);
        foreach (var (host, problem) in left)
            context.Output.Emit(new ProblemEvent(problem with { Where = problem.Where ?? host }));
        return await OfAsync(release, Outcome.Done, $"{summary}, without {string.Join(", ", left.Select(l => l.Host))}", context) with
        {
            Data = new JsonObject { ["leftOut"] = new JsonArray([.. left.Select(l => (JsonNode)new JsonObject { ["host"] = l.Host, ["code"] = l.Problem.Code })]) },
        };
    }

    private async Task<ResultEvent> OfAsync(string release, Outcome outcome, string summary, CommandContext context) => new(command, ExitCodes.Done, outcome)
    {
        Url = await ProjectEnvironment.UrlAsync(environment, context.Cancel),
        Environment = environment.Name,
        Release = release,
        Previous = _served,
        Summary = summary,
    };
}
