using Slipway.Project;

namespace Slipway.Stacks;

/// <summary>The worker processes of an environment: <c>count: 2</c> of "queue" are queue-1 and queue-2.</summary>
public static class WorkerProcesses
{
    /// <param name="environment">Whose <c>services.workers</c>.</param>
    /// <param name="requires">A command's first word that is a requirement's placeholder name ("php") becomes that placeholder, so workers and web run the same program.</param>
    /// <exception cref="Problems.ProblemException">stack.development-worker</exception>
    public static IReadOnlyList<AppProcess> Of(AppEnvironment environment, IReadOnlyList<Requirement> requires)
    {
        foreach (var worker in environment.Services.Workers)
            if (StackCatalogue.All.SelectMany(stack => stack.Knowledge.DevelopmentStarts).FirstOrDefault(start => start.Fits(worker.Command)) is { } start)
                throw new Problems.ProblemException(StackProblems.DevelopmentWorker(worker.Name, worker.Command, start.Instead));
        return Processes(environment, requires);
    }

    private static IReadOnlyList<AppProcess> Processes(AppEnvironment environment, IReadOnlyList<Requirement> requires) =>
        [.. environment.Services.Workers.SelectMany(worker => Enumerable.Range(1, worker.Count)
            .Select(number => new AppProcess($"{worker.Name}-{number}", Words(worker.Command, requires)) { StopTimeout = worker.StopTimeout }))];

    private static IReadOnlyList<string> Words(IReadOnlyList<string> command, IReadOnlyList<Requirement> requires) =>
        command.Count > 0 && requires.Any(requirement => requirement.Placeholder == command[0])
            ? [$"{{{command[0]}}}", .. command.Skip(1)]
            : command;
}
