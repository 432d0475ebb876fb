using System.Globalization;
using Slipway.Problems;

namespace Slipway.Deployments.Coordination;

/// <summary>The problems of a command that works on several hosts.</summary>
public static class CoordinationProblems
{
    private const string Unknown = ": what became of it is not known";
    private const string UndoUnseen = " failed; the end of the undo was not seen";

    public static Problem OtherHostFailed(string host, Problem problem) => new(
        "hosts.other-failed", $"Undone because {host} failed", problem.Title, null, "See the problem of that host.") { Exit = ExitCodes.Undone };

    /// <param name="environment">Its name, for the commands of the remedy.</param>
    public static Problem Lost(string host, string why, string environment) => new(
        "hosts.lost", $"The connection to {host} was lost before the switch", $"{why}\nthe release there was not switched", ["the network was cut", "the host went down"],
        $"The host undoes by itself as soon as it notices. Look with slipway status {environment} when it can be reached again.")
    {
        Exit = ExitCodes.Undone, Ending = " failed before the switch; the host undoes by itself",
    };

    /// <param name="undoneBy">When it has undone itself at the latest.</param>
    public static Problem LostAfterSwitch(string host, string why, DateTimeOffset undoneBy, string environment) => new(
        "hosts.lost-after-switch", $"The connection to {host} was lost after the switch",
        $"{why}\nunknown, undoes itself by {Minute(undoneBy)} UTC unless it has heard the commit", ["the network was cut", "the host went down"],
        $"Run slipway status {environment} when it can be reached again: it brings all hosts to the same release.") { Exit = ExitCodes.UndoFailed, Ending = UndoUnseen };

    public static Problem LostAtCommit(string host, string why, DateTimeOffset undoneBy, string environment) => new(
        "hosts.lost-at-commit", $"The connection to {host} was lost when it was told to commit",
        $"{why}\nunknown: it has committed, or it undoes itself by {Minute(undoneBy)} UTC", ["the network was cut", "the host went down"],
        $"Run slipway status {environment} when it can be reached again: what one host has committed, it brings to all.") { Exit = ExitCodes.UndoFailed, Ending = Unknown };

    /// <param name="decidedBy">When it has committed or undone at the latest.</param>
    public static Problem LostAlone(string host, string why, DateTimeOffset decidedBy, string environment) => new(
        "hosts.lost-alone", $"The connection to {host} was lost, and what became of the release is not known", why, ["the network was cut", "the host went down"],
        $"The host goes on by itself: before the switch it undoes; after it, it commits when the soak is good, else it undoes. By {Minute(decidedBy)} UTC it has decided. "
        + $"Look with slipway status {environment} and slipway journal {environment}.") { Exit = ExitCodes.UndoFailed, Ending = Unknown };

    /// <param name="cause">Why it undoes, as it told.</param>
    public static Problem LostUndoing(string host, string why, Problem cause, string environment) => new(
        "hosts.lost-undoing", $"The connection to {host} was lost while it undid", $"{why}\nit undoes because: {cause.Title}\n{cause.Detail}", ["the network was cut", "the host went down"],
        $"The host undoes to the end by itself. Look with slipway status {environment} and slipway journal {environment}.") { Exit = ExitCodes.UndoFailed, Ending = UndoUnseen };

    public static Problem UndoUnproven(string host, Problem? cause) => new(
        "hosts.undo-unproven", $"The undo on {host} could not be proven", cause is null ? null : $"{cause.Title}\n{cause.Detail}",
        ["a step of the undo failed", "the old release does not answer"], "Look at it: slipway journal, slipway status.") { Exit = ExitCodes.UndoFailed };

    /// <param name="runsOn">Nobody waits for it any more; else the host was lost.</param>
    public static Problem HookUnseen(string host, string title, bool runsOn, string environment) => new(
        "hosts.hook-unseen", $"The end of a hook on {host} was not seen: {title}", runsOn ? "it runs on" : "the connection was lost while it ran", null,
        $"The release is committed and serves. How the hook ended is in slipway journal {environment}.", host);

    /// <summary>Rounded up: in the minute that is named it is true.</summary>
    private static string Minute(DateTimeOffset time) => time.AddMinutes(1).AddTicks(-1).ToString("HH:mm", CultureInfo.InvariantCulture);
}
