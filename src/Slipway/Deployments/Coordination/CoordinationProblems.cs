using Slipway.Problems;

namespace Slipway.Deployments.Coordination;

/// <summary>The problems of a command that works on several hosts.</summary>
public static class CoordinationProblems
{
    public static Problem OtherHostFailed(string host, Problem problem) => new(
        "hosts.other-failed", $"Undone because {host} failed", problem.Title, null, "See the problem of that host.") { Exit = ExitCodes.Undone };

    public static Problem Lost(string host, string why) => new(
        "hosts.lost", $"The connection to {host} was lost before the switch", why, ["the network was cut", "the host went down"],
        "The host undoes by itself. Run slipway status when it can be reached again.") { Exit = ExitCodes.Undone };

    public static Problem LostAfterSwitch(string host, string why, DateTimeOffset undoneBy) => new(
        "hosts.lost-after-switch", $"The connection to {host} was lost after the switch",
        $"{why}\nunknown, undoes itself at {undoneBy:HH:mm} UTC unless it has heard the commit", ["the network was cut", "the host went down"],
        "Run slipway status when it can be reached again: it brings all hosts to the same release.") { Exit = ExitCodes.UndoFailed };

    public static Problem LostAlone(string host, string why) => new(
        "hosts.lost-alone", $"The connection to {host} was lost after the switch", why, ["the network was cut"],
        "The host goes on by itself: it commits when the soak is good, else it undoes. See slipway status.") { Exit = ExitCodes.Unreachable };

    public static Problem UndoUnproven(string host, Problem? cause) => new(
        "hosts.undo-unproven", $"The undo on {host} could not be proven", cause is null ? null : $"{cause.Title}\n{cause.Detail}",
        ["a step of the undo failed", "the old release does not answer"], "Look at it: slipway journal, slipway status.") { Exit = ExitCodes.UndoFailed };
}
