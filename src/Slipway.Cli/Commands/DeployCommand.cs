using System.CommandLine;
using Slipway.Deployments.Coordination;
using Slipway.Deployments.Planning;
using Slipway.Events;
using Slipway.Problems;
using Slipway.Project;

namespace Slipway.Cli.Commands;

/// <summary><c>slipway deploy</c></summary>
internal static class DeployCommand
{
    /// <param name="PlanId">Apply exactly this plan or refuse.</param>
    /// <param name="Ref">A git ref instead of the working tree.</param>
    /// <param name="Despite">Why it is deployed although its checks stop it.</param>
    internal sealed record Options(
        string? Environment, string? PlanId, string? Ref, bool Force, bool Wait, bool AllowDestructive, bool CreateUsers, string? Despite = null);

    public static Command Create(CommandFrame frame)
    {
        var environment = CommandFrame.Environment();
        var yes = CommandFrame.Yes();
        var plan = new Option<string?>("--plan") { Description = "Apply exactly this plan (printed by slipway plan) or refuse", HelpName = "ID" };
        var reference = new Option<string?>("--ref") { Description = "Deploy a git commit, tag or branch instead of the working tree", HelpName = "REF" };
        var force = new Option<bool>("--force") { Description = "Make a new release even when nothing changed" };
        var wait = new Option<bool>("--wait") { Description = "Wait for another deploy to end instead of giving up" };
        var destructive = new Option<bool>("--allow-destructive") { Description = "Allow migrations that lose data or break the old release; if there are some, visitors get 503 meanwhile" };
        var despite = new Option<string?>("--despite") { Description = "Deploy although checks stop it, and say why; the reason stays in the journal", HelpName = "REASON" };
        var users = new Option<bool>("--create-users") { Description = "Create the deploy and run users on hosts that lack them" };
        var command = new VerbCommand("deploy", "Bring this version to the servers, whole or not at all")
        {
            Examples =
            [
                new("slipway deploy staging", "deploy what is in this folder"),
                new("slipway deploy production --yes", "without being asked, for CI"),
                new("slipway deploy --plan 4be1c09d", "exactly that plan, or refuse and say what differs"),
                new("slipway deploy production --despite \"the site is down\"", "past what its checks find"),
                new("slipway deploy --ref v1.4.2", "what git has under that name"),
            ],
        };
        command.Add(environment);
        command.Add(plan);
        command.Add(reference);
        command.Add(force);
        command.Add(wait);
        command.Add(destructive);
        command.Add(users);
        command.Add(despite);
        command.Add(yes);
        frame.Handle(command, parse => new Options(
            parse.GetValue(environment), parse.GetValue(plan), parse.GetValue(reference),
            parse.GetValue(force), parse.GetValue(wait), parse.GetValue(destructive), parse.GetValue(users), parse.GetValue(despite)), RunAsync, yes);
        return command;
    }

    /// <summary>The story of a deploy; each line leads to the step that does it.</summary>
    public static async Task<ResultEvent> RunAsync(Options options, CommandContext context)
    {
        var project = ProjectEnvironment.Project(context);
        var environment = ProjectEnvironment.Find(project, options.Environment);
        var despite = ReleaseGate.Reason(options.Despite);
        context.AgreeToProduction(environment, $"Deploy {environment.App} to {environment.Name}{(despite is null ? "" : " despite what its checks find")}?");
        var opening = FirstContact.OpenToReleaseAsync(environment, context);
        var checking = ReleaseGate.RunAsync(environment, project, options.Ref, context);
        var source = await ProjectEnvironment.ReadSourceAsync(environment, options.Ref, context, opening);
        await using var sessions = await opening;
        var gate = new ReleaseGate("deploy", environment, await checking, context) { Despite = despite };
        while (true)
            if (await AttemptAsync(options, environment, source, gate, sessions, context) is { } ended)
                return ended;
    }

    /// <returns>Null when the one that was waited for has changed the hosts, so that everything is to be planned anew.</returns>
    private static async Task<ResultEvent?> AttemptAsync(Options options, AppEnvironment environment, ReleaseSource source, ReleaseGate gate, HostSessions sessions, CommandContext context)
    {
        var hosts = await ProjectEnvironment.InspectAsync(environment, source.Recipe, sessions, context);
        var ended = new ReleaseResult("deploy", environment, hosts);
        var plan = DeployPlanner.Plan(source, hosts, ProjectEnvironment.PlanOptions(options.Force, options.AllowDestructive));
        if (options.PlanId is { } approved && approved != plan.Id)
            throw new ProblemException(Plans.PlanDifference.Told(environment.Folder, approved, plan));
        foreach (var note in plan.Notes)
            context.Output.Line(note);
        if (plan.NothingToDo && await ServingProof.IsGivenAsync(environment, hosts, sessions, context))
            return await ended.NothingToDoAsync();
        if (gate.Judge(plan, source, hosts) is { } stopped)
            return stopped;
        if (Preflight.Judge(source, hosts, plan, options.CreateUsers) is { Count: > 0 } problems)
            throw new ProblemException(problems);
        await EnvUpload.SendAsync(source, hosts, sessions, options.CreateUsers, context);
        var coordinator = new DeployCoordinator(environment, sessions, context.Output.Emit, context.Clock);
        if (await coordinator.ApplyAsync(plan.With(gate.Record), source, options.Wait, options.CreateUsers, context.Cancel) is { } problem)
            return options is { Wait: true, PlanId: null } && problem.Code == "transaction.plan-stale" ? null : throw new ProblemException(problem);
        return await ended.CommittedAsync(plan.Release, $"released {plan.Release} to {environment.Name}", coordinator, context);
    }
}
