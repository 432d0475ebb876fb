using System.CommandLine;
using System.Text.RegularExpressions;
using Slipway.Deployments.Coordination;
using Slipway.Deployments.Planning;
using Slipway.Events;
using Slipway.Problems;
using Slipway.Project;

namespace Slipway.Cli.Commands;

/// <summary><c>slipway rollback</c></summary>
internal static partial class RollbackCommand
{
    /// <param name="Release">Null = the release that served before.</param>
    internal sealed record Options(string? Environment, string? Release, bool Data, bool OldSecrets, bool Wait);

    public static Command Create(CommandFrame frame)
    {
        var environment = CommandFrame.Environment();
        var yes = CommandFrame.Yes();
        var release = CommandFrame.Word("release", "Release id (default: the one before)");
        var data = new Option<bool>("--data") { Description = "Bring back that release's database dump too" };
        var oldSecrets = new Option<bool>("--old-secrets") { Description = "Also bring back credentials that were rotated since" };
        var wait = new Option<bool>("--wait") { Description = "Wait for another deploy to end instead of giving up" };
        var command = new VerbCommand("rollback", "Go back to an earlier release, code and environment")
        {
            Examples =
            [
                new("slipway rollback production", "to the release that served before"),
                new("slipway rollback 17-3fa9c2d1", "to that release"),
                new("slipway rollback --data", "its database too: stops writes, keeps the present data"),
            ],
        };
        command.Add(environment);
        command.Add(release);
        command.Add(data);
        command.Add(oldSecrets);
        command.Add(wait);
        command.Add(yes);
        frame.Handle(command, parse =>
        {
            var (first, second) = (parse.GetValue(environment), parse.GetValue(release));
            if (second is null && first is not null && ReleaseId().IsMatch(first))
                (first, second) = (null, first);
            return new Options(first, second, parse.GetValue(data), parse.GetValue(oldSecrets), parse.GetValue(wait));
        }, RunAsync, yes);
        return command;
    }

    /// <summary>The story of a rollback: the old content and env as a new release, through the same steps as a deploy.</summary>
    public static async Task<ResultEvent> RunAsync(Options options, CommandContext context)
    {
        var environment = ProjectEnvironment.Find(context, options.Environment);
        context.NeedAgreementToProduction(environment, $"Roll {environment.App} in {environment.Name} back?");
        await using var sessions = await FirstContact.OpenToReleaseAsync(environment, context);
        var hosts = await ProjectEnvironment.InspectAsync(environment, null, sessions, context);
        var target = RollbackTarget.Find(hosts, options.Release);
        var planner = new RollbackPlanner(environment, hosts, target)
        {
            Envs = await RollbackEnv.MakeAsync(environment, hosts, target, sessions, options.OldSecrets, context.Cancel),
            WithData = options.Data,
        };
        var plan = planner.Plan(ProjectEnvironment.PlanOptions(force: false, allowDestructive: false));
        var ended = new ReleaseResult("rollback", environment, hosts);
        if (plan.NothingToDo && await ServingProof.IsGivenAsync(environment, hosts, sessions, context))
            return await ended.NothingToDoAsync();
        foreach (var note in plan.Notes)
            context.Output.Line(note);
        if (Preflight.JudgeRollback(environment, target, hosts, plan) is { Count: > 0 } problems)
            throw new ProblemException(problems);
        context.AgreeToProduction(environment, $"Roll {environment.App} in {environment.Name} back to {target.Release}{(options.Data ? " with its data" : "")}?");
        var coordinator = new DeployCoordinator(environment, sessions, context.Output.Emit, context.Clock);
        if (await coordinator.ApplyAsync(plan, null, options.Wait, createUsers: false, context.Cancel) is { } problem)
            throw new ProblemException(problem);
        return await ended.CommittedAsync(plan.Release, $"rolled {environment.Name} back to {target.Release} as {plan.Release}", coordinator, context);
    }

    // One word may be either: "rollback 17-3fa9c2d1" names a release, "rollback staging" an environment.
    [GeneratedRegex("^[0-9]+(-[0-9a-f]+)?$")]
    private static partial Regex ReleaseId();
}
