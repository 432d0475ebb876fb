using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Slipway.Checks;
using Slipway.Problems;

namespace Slipway.Events;

/// <summary>How a command ended: exactly one, the last event.</summary>
/// <param name="Command">The verb, "deploy".</param>
/// <param name="Exit">The process's exit code (<see cref="ExitCodes"/>).</param>
public sealed record ResultEvent(string Command, int Exit, Outcome Outcome) : DeploymentEvent
{
    public string? Environment { get; init; }

    /// <summary>The release that serves now.</summary>
    public string? Release { get; init; }

    /// <summary>The release that served before.</summary>
    public string? Previous { get; init; }

    /// <summary>Where visitors reach it; of commands after which one wants to look.</summary>
    public string? Url { get; init; }

    /// <summary>How long the command took, milliseconds.</summary>
    public long? Ms { get; init; }

    /// <summary>Null = the output fills in the last state of each step it was told of.</summary>
    public IReadOnlyList<StepResult>? Steps { get; init; }

    /// <summary>How many checks ended how; only of commands that check.</summary>
    public FindingCounts? Counts { get; init; }

    /// <summary>Worst first; only of commands that check.</summary>
    public IReadOnlyList<Finding>? Findings { get; init; }

    /// <summary>What the command was asked for (releases, status, plan …): its shape is the command's own.</summary>
    public JsonObject? Data { get; init; }

    public Problem? Problem { get; init; }

    /// <summary>One sentence for people, without the duration: "released 17-3fa9c2d1 to production". Not part of the JSON.</summary>
    [JsonIgnore]
    public string? Summary { get; init; }

    /// <summary>True when people have seen all there is to say: no last line for them. Not part of the JSON.</summary>
    [JsonIgnore]
    public bool Silent { get; init; }

    /// <summary>A command that did what it was asked.</summary>
    public static ResultEvent Succeeded(string command, string? summary = null) =>
        new(command, ExitCodes.Done, Outcome.Done) { Summary = summary };

    /// <summary>A command that a problem ended; the outcome follows from the problem's exit code.</summary>
    public static ResultEvent Of(string command, Problem problem) =>
        new(command, problem.Exit, OutcomeOf(problem)) { Problem = problem, Summary = problem.Ending is { } ending ? command + ending : null };

    private static Outcome OutcomeOf(Problem problem) => problem.Exit switch
    {
        ExitCodes.UndoFailed when problem.Ending is not null => Outcome.Unknown,
        ExitCodes.Done => Outcome.Done,
        ExitCodes.Undone => Outcome.Undone,
        ExitCodes.UndoFailed => Outcome.UndoFailed,
        ExitCodes.Cancelled => Outcome.Cancelled,
        ExitCodes.Bug or ExitCodes.ChecksFailed => Outcome.Failed,
        _ when problem.Ending is not null => Outcome.Failed,
        _ => Outcome.Refused,
    };
}
