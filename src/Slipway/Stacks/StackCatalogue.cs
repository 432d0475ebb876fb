using Slipway.Migrations;
using Slipway.Project;
using Slipway.Stacks.Aspnet;
using Slipway.Stacks.Django;
using Slipway.Stacks.Laravel;
using Slipway.Stacks.Node;
using Slipway.Stacks.Php;
using Slipway.Stacks.Static;

namespace Slipway.Stacks;

/// <summary>Every stack that Slipway knows.</summary>
public static class StackCatalogue
{
    public static IReadOnlyList<IStack> All { get; } =
        [new LaravelStack(), new DjangoStack(), new AspnetStack(), new NodeStack(), new PhpStack(), new StaticStack()];

    /// <summary>What is known of a kind of app.</summary>
    /// <param name="stack">Its name; one that is unknown knows nothing.</param>
    public static StackKnowledge Knowledge(string stack) => All.FirstOrDefault(one => one.Name == stack)?.Knowledge ?? StackKnowledge.None;

    /// <summary>Asks every stack; equal confidence keeps the catalogue's order.</summary>
    public static Detection Detect(string folder)
    {
        var project = new ProjectFolder(folder);
        return new Detection([.. All.Select(stack => stack.Recognise(project)).OfType<Recognition>().OrderByDescending(found => found.Confidence)]);
    }

    /// <summary>The stack that the project file names, else the detected one.</summary>
    /// <exception cref="Problems.ProblemException">stack.unknown, stack.unrecognised, stack.ambiguous.</exception>
    public static IStack Choose(AppEnvironment environment)
    {
        if (environment.Stack is { } name)
            return All.FirstOrDefault(stack => stack.Name == name) ?? throw new Problems.ProblemException(StackProblems.Unknown(name));
        var detection = Detect(environment.Folder);
        if (detection.Best is not { } best)
            throw new Problems.ProblemException(StackProblems.Unrecognised(environment.Folder, WhyNot.Say(new ProjectFolder(environment.Folder))));
        if (detection.IsAmbiguous)
            throw new Problems.ProblemException(StackProblems.Ambiguous(detection));
        return All.First(stack => stack.Name == best.Stack);
    }

    /// <summary>The whole recipe of an environment: the stack's part and what the project file adds to every stack.</summary>
    /// <exception cref="Problems.ProblemException">No stack fits, or the folder lacks something the stack needs.</exception>
    public static StackRecipe Recipe(AppEnvironment environment)
    {
        var recipe = Choose(environment).Recipe(environment, new ProjectFolder(environment.Folder));
        return recipe with
        {
            Include = [.. recipe.Include.Union(environment.Include)],
            Excludes = [.. recipe.Excludes.Concat(environment.Excludes)],
            Shared = [.. recipe.Shared.Union(environment.Shared)],
            Workers = WorkerProcesses.Of(environment, recipe.Requires),
            Migration = environment.Migrations is { } own ? Own(own, recipe.Migration) : recipe.Migration,
            Listen = recipe.Listen == Listen.Port ? Listen.Port : environment.Listen,
            Database = environment.Services.Database ?? recipe.Database,
            HealthPath = environment.Health.Path,
        };
    }

    // Where the stack's migrations lie is known; other commands of the same form list the same ones.
    private static Migration Own(MigrationCommands own, Migration? stack) => new(own.List, own.Run)
    {
        Parse = own.Parse,
        Files = own.Files.Count > 0 ? own.Files : own.Parse == stack?.Parse ? stack.Files : [],
    };
}
