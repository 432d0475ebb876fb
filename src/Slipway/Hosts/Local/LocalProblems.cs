using Slipway.Problems;

namespace Slipway.Hosts.Local;

/// <summary>What can go wrong with the local target.</summary>
public static class LocalProblems
{
    internal static ProblemException RunFolderNotPrivate(string path, string why) => new(new Problem(
        "local.run-folder", "The folder for sockets is not private", $"{path}: {why}.",
        ["another user of this machine made it first", "its mode was changed"],
        $"Look who made it (ls -ld {path}) and remove it; Slipway makes a new one."));

    internal static ProblemException NotRunning(LocalSite site) => new(new Problem(
        "local.not-running", "The local server of this project is not running", $"Nothing listens on {site.ControlSocket}.",
        ["it was never started or it was stopped", "this machine was restarted"],
        "Start it with: slipway local start") { Exit = ExitCodes.Unreachable });

    internal static ProblemException NoAnswer(LocalSite site, string call, TimeSpan deadline) => new(new Problem(
        "local.no-answer", "The local server does not answer", $"'{call}' had no answer within {deadline.TotalSeconds:0} s.",
        ["this machine is overloaded", "the server hangs"],
        $"See {site.LogFile}; end it with: slipway local stop") { Exit = ExitCodes.Unreachable });

    internal static ProblemException DidNotStart(LocalSite site, string lastWords) => new(new Problem(
        "local.did-not-start", "The local server did not start", lastWords.Length > 0 ? lastWords : "It said nothing.",
        ["its state folder cannot be written", "its program file is gone or broken"],
        $"See {site.LogFile}, or run it in the foreground: slipway local run") { Exit = ExitCodes.Unreachable });

    /// <param name="who">The holder of the lock, described.</param>
    public static Problem Busy(string who) => new(
        "local.busy", "A deployment still works with the local server", who,
        ["the old release finishes long requests, up to 'drain'", "the deployment hangs"],
        "Wait for it, or end it: slipway unlock local") { Exit = ExitCodes.Locked };

    internal static Problem PortInUse(int port) => new(
        "local.port-in-use", $"Port {port} is in use", $"127.0.0.1:{port} cannot be listened on.",
        ["another program listens there", "the port is below 1024 and needs root"], "Name another port, or end the other program.");

    internal static Problem UnknownProcess(string process, string release) => new(
        "local.unknown-process", "The local server knows no such process", $"process {process} of release {release}",
        ["it was never started here"], "See: slipway local status");

    internal static Problem UnknownSignal(string signal) => new(
        "local.unknown-signal", $"'{signal}' is not a signal that is sent here", null, null, "Use SIGTERM, SIGINT, SIGQUIT, SIGHUP, SIGUSR1, SIGUSR2, SIGWINCH or SIGKILL.");

    internal static Problem CannotStart(string process, string why) => new(
        "local.cannot-start", $"The process {process} cannot be started", why,
        ["setsid (package util-linux) is missing", "its folder is gone"], "Install util-linux, deploy again.");

    internal static Problem Unexpected(string call, Exception e) => new(
        "local.unexpected", $"The local server failed at '{call}'", $"{e.GetType().Name}: {e.Message}",
        ["a bug in Slipway", "the state folder cannot be written"], "See the server's log.") { Exit = ExitCodes.Bug };
}
