using Slipway.Files;
using Slipway.Hosts.Local;

namespace Slipway.Cli.Local;

/// <summary>
/// Processes that outlived a killed server. The parent-death signal ends the program itself; what it had started may go on, so
/// everything is killed that carries this site's mark, and the recorded program if its id still means the same process.
/// </summary>
internal static class Leftovers
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);

    public static async Task EndAsync(IReadOnlyList<LocalWanted> wanted, string mark, BoundedLog log, TimeProvider time)
    {
        var began = time.GetTimestamp();
        while (Find(wanted, mark) is { Count: > 0 } left)
        {
            foreach (var pid in left)
                Posix.Signal(pid, Signals.Kill);
            if (time.GetElapsedTime(began) >= Deadline)
            {
                log.Line($"left over and cannot be killed: {string.Join(' ', left)}");
                return;
            }

            await Task.Delay(Poll, time, CancellationToken.None);
        }
    }

    private static HashSet<int> Find(IReadOnlyList<LocalWanted> wanted, string mark) =>
    [
        .. wanted.Where(w => w.Pid > 0 && w.Boot == ProcessTable.Boot && ProcessTable.StartTicks(w.Pid) is var ticks && ticks != 0 && ticks == w.StartTicks).Select(w => w.Pid),
        .. ProcessTable.Marked(LocalMarker.Variable, mark).Where(pid => pid != Environment.ProcessId),
    ];
}
