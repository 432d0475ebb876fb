using System.CommandLine;
using Slipway.Cli.Plans;
using Slipway.Deployments.Planning;
using Slipway.Events;
using Slipway.Problems;

namespace Slipway.Cli.Commands;

/// <summary><c>slipway plan</c></summary>
internal static class PlanCommand
{
    /// <param name="Ref">A git ref instead of the working tree.</param>
    internal sealed record Options(string? Environment, string? Ref, bool AllowDestructive);

    public static Command Create(CommandFrame frame)
    {
        var environment = CommandFrame.Environment();
        var reference = new Option<string?>("--ref") { Description = "Plan a git commit, tag or branch instead of the working tree", HelpName = "REF" };
        var destructive = new Option<bool>("--allow-destructive") { Description = "Plan with destructive migrations allowed" };
        var command = new VerbCommand("plan", "Show what a deploy would change, and its plan id")
        {
            Examples =
            [
                new("slipway plan production", "the steps, the files and the migrations"),
                new("slipway plan --json", "the same as data"),
            ],
        };
        command.Add(environment);
        command.Add(reference);
        command.Add(destructive);
        frame.Handle(command, parse => new Options(parse.GetValue(environment), parse.GetValue(reference), parse.GetValue(destructive)), RunAsync);
        return command;
    }

    /// <summary>The same source, hosts, planner and preflight as a deploy; only nothing is applied.</summary>
    public static async Task<ResultEvent> RunAsync(Options options, CommandContext context)
    {
        var project = ProjectEnvironment.Project(context);
        var environment = ProjectEnvironment.Find(project, options.Environment);
        var opening = FirstContact.OpenAsync(environment, context);
        var checking = ReleaseGate.RunAsync(environment, project, options.Ref, context);
        var source = await ProjectEnvironment.ReadSourceAsync(environment, options.Ref, context, opening);
        await using var sessions = await opening;
        var hosts = await ProjectEnvironment.InspectAsync(environment, source.Recipe, sessions, context);
        var plan = DeployPlanner.Plan(source, hosts, ProjectEnvironment.PlanOptions(force: false, options.AllowDestructive));
        if (plan.NothingToDo && !await ServingProof.IsGivenAsync(environment, hosts, sessions, context))
            plan = plan with { NothingToDo = false };
        var problems = Preflight.Judge(source, hosts, plan, createUsers: false);
        PlanText.Tell(plan, source, hosts, context.Output);
        foreach (var problem in problems)
            context.Output.Emit(new ProblemEvent(problem));
        PlanFolder.Save(environment.Folder, plan);
        if (!plan.NothingToDo && new ReleaseGate("plan", environment, await checking, context).Judge(plan, source, hosts) is { } stopped)
            return stopped with { Release = hosts[0].State.Serving, Data = PlanFolder.ToJson(plan) };
        var summary = plan.NothingToDo ? $"nothing to do: {hosts[0].State.Serving} already serves this; planned"
            : problems.Count > 0 ? $"plan {plan.Id} cannot be applied yet" : $"plan {plan.Id}";
        var outcome = plan.NothingToDo ? Outcome.NothingToDo : problems.Count > 0 ? Outcome.Refused : Outcome.Done;
        return new("plan", problems.Count > 0 && !plan.NothingToDo ? problems[0].Exit : ExitCodes.Done, outcome)
        {
            Environment = environment.Name,
            Release = hosts[0].State.Serving,
            Problem = problems.Count > 0 && !plan.NothingToDo ? problems[0] : null,
            Data = PlanFolder.ToJson(plan),
            Summary = summary,
        };
    }
}
