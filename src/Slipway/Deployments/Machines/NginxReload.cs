using System.Globalization;
using Slipway.Deployments.Proof;
using Slipway.Files;
using Slipway.Problems;
using Slipway.Processes;

namespace Slipway.Deployments.Machines;

/// <summary>Makes nginx's changed configuration count.</summary>
internal static class NginxReload
{
    private const string Worker = "nginx: worker process";
    private const string Log = "/var/log/nginx/error.log";
    private static readonly TimeSpan Answers = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    /// <summary>
    /// Tests it, reloads, and waits until no worker with the old one accepts visitors: nginx lets them go on for 100 ms after the
    /// new ones have started (ngx_process_cycle.c), so that a new site would not be found, and a proof would be one of the old configuration.
    /// </summary>
    /// <param name="sockets">On which it listens when the new configuration counts.</param>
    /// <exception cref="ProblemException">The configuration is refused and nothing was reloaded; or nginx does not run, or goes on with the old.</exception>
    public static async Task RunAsync(IReadOnlyList<string> sockets, CancellationToken cancel)
    {
        if (await NginxCheck.RunAsync(null, cancel) is { } refused)
            throw new ProblemException(MachineProblems.SiteRefused(refused));
        // A reload that failed leaves them behind, and the next one could not have them.
        foreach (var left in sockets.Where(s => !SocketConnections.HasListener(s)))
            Posix.Unlink(left);
        var (old, said) = (await WorkersAsync(cancel), LogLength());
        // Or start: at boot a half written site may have kept it from starting.
        var reload = await Command.RunAsync(new CommandLine("systemctl", "reload-or-restart", "nginx.service") { Deadline = Answers }, cancel);
        if (!reload.Succeeded)
            throw new ProblemException(MachineProblems.SiteNotReloaded(reload.LastWords));
        var started = TimeProvider.System.GetTimestamp();
        while (old.Any(Accepts) || !sockets.All(SocketConnections.HasListener))
        {
            if (Refusal(said) is { } words)
                throw new ProblemException(MachineProblems.SiteNotReloaded(words));
            if (TimeProvider.System.GetElapsedTime(started) > Longest)
                throw new ProblemException(MachineProblems.SiteNotReloaded($"after {Longest.TotalSeconds:0} s it still goes on with the old configuration"));
            await Task.Delay(Pause, TimeProvider.System, cancel);
        }
    }

    /// <summary>Those of nginx.service: a container's are seen here too.</summary>
    private static async Task<IReadOnlyList<int>> WorkersAsync(CancellationToken cancel)
    {
        var show = await Command.RunAsync(new CommandLine("systemctl", "show", "nginx.service", "--property=MainPID", "--value") { Deadline = Answers }, cancel);
        return int.TryParse(show.Output, CultureInfo.InvariantCulture, out var main) && main > 0
            ? [.. RunningProcesses.Ids().Where(id => RunningProcesses.Parent(id) == main && Accepts(id))]
            : [];
    }

    /// <summary>One that has been told to leave says "is shutting down" and finishes what it has begun.</summary>
    private static bool Accepts(int process) => RunningProcesses.Title(process) == Worker;

    /// <summary>
    /// Why it stays with the old configuration: a reload that fails says so only in the log. Before it gives up, nginx tries five
    /// times in two seconds to get a port (ngx_connection.c), and says each time why.
    /// </summary>
    private static string? Refusal(long from)
    {
        const string tries = "bind() to ";
        var length = LogLength();
        if (length == from)
            return null;
        using var log = new StreamReader(File.OpenRead(Log));
        log.BaseStream.Position = length < from ? 0 : from; // rotated
        var fatal = log.ReadToEnd().Split('\n').Where(line => line.Contains("[emerg]", StringComparison.Ordinal)).ToLookup(line => line.Contains(tries, StringComparison.Ordinal));
        return fatal[false].LastOrDefault() is { } end ? fatal[true].LastOrDefault() ?? end : null;
    }

    private static long LogLength() => new FileInfo(Log) is { Exists: true } log ? log.Length : 0;
}
