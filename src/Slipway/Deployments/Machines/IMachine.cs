using Slipway.Deployments.Plans;
using Slipway.Files;
using Slipway.Processes;

namespace Slipway.Deployments.Machines;

/// <summary>
/// What a transaction needs of the machine it runs on. Two kinds exist: a server with systemd and nginx, and the
/// <c>local</c> target with its own supervisor and edge.
/// </summary>
public interface IMachine
{
    /// <summary>Owner and group ids of files that belong to the deploy user and are read by the run user.</summary>
    FileOwner DeployFiles { get; }

    /// <summary>Owner and group ids of files that the run user writes.</summary>
    FileOwner RunFiles { get; }

    /// <summary>Socket that leads to the release that <c>next</c> names, the way visitors will come.</summary>
    string NextEntrance { get; }

    /// <summary>The command, to be run as the deploy user.</summary>
    CommandLine AsDeploy(CommandLine command);

    /// <summary>The command, to be run as the run user.</summary>
    CommandLine AsRun(CommandLine command);

    /// <summary>Makes the folder for sockets, with the rights that web server and app need.</summary>
    void PrepareRunFolder();

    /// <summary>Starts a process of a release; returns when it has been started, not when it is well.</summary>
    Task StartAsync(PlannedProcess process, string release, CancellationToken cancel);

    /// <summary>Asks a process to stop; nothing happens when it does not run.</summary>
    /// <param name="wait">True: returns when it has ended (killed at its stop timeout). False: returns at once.</param>
    Task StopAsync(PlannedProcess process, string release, bool wait, CancellationToken cancel);

    Task<ProcessState> StateAsync(PlannedProcess process, string release, CancellationToken cancel);

    /// <summary>Forgets that processes of these releases ended with an error: nobody waits for them any more.</summary>
    Task ForgetFailuresAsync(IReadOnlyList<(PlannedProcess Process, string Release)> ended, CancellationToken cancel);

    /// <summary>The last lines that the process wrote, oldest first; empty when unknown.</summary>
    Task<IReadOnlyList<string>> LastWordsAsync(string process, string release, int lines, CancellationToken cancel);

    /// <summary>Makes changed site files count: tests the configuration and reloads the web server and unit files.</summary>
    /// <exception cref="Problems.ProblemException">The configuration is refused; nothing has been reloaded.</exception>
    Task ApplySiteAsync(IReadOnlyList<string> changedFiles, CancellationToken cancel);

    /// <summary>Answers of the public site in the soak: total and 5xx since the given mark; null when nothing can be seen.</summary>
    Task<SiteTraffic?> TrafficAsync(TrafficMark? since, CancellationToken cancel);
}

/// <param name="Running">True when its main process is alive.</param>
/// <param name="Failed">True when it ended by itself and will not be started again.</param>
/// <param name="MainProcess">Process id, 0 when not running.</param>
/// <param name="Restarts">How often it was started again since its start.</param>
/// <param name="Detail">For people: "exit status 1".</param>
public sealed record ProcessState(bool Running, bool Failed, int MainProcess, int Restarts, string Detail)
{
    /// <summary>True when it ended by itself with an error, also when it is about to be started again.</summary>
    public bool Crashed { get; init; }

    /// <summary>Null when it listens on the socket of its release itself.</summary>
    public PortedSocket? Ported { get; init; }
}

/// <summary>A place in the site's record of answers.</summary>
/// <param name="Position">In a log: bytes.</param>
/// <param name="Requests">In counters: answers so far.</param>
/// <param name="ServerErrors">In counters: 5xx so far.</param>
public sealed record TrafficMark(long Position, long Requests, long ServerErrors);

/// <param name="Mark">Where to go on reading.</param>
public sealed record SiteTraffic(long Requests, long ServerErrors, TrafficMark Mark);
