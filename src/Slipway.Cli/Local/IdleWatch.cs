using Slipway.Deployments.Transactions;
using Slipway.Hosts.Local;

namespace Slipway.Cli.Local;

/// <summary>
/// Whether a background server is of no use: for a minute nothing is deployed, nothing runs, no transaction works and nobody calls.
/// </summary>
/// <param name="runs">Whether one of its processes is alive.</param>
internal sealed class IdleWatch(LocalSite site, Func<bool> runs, TimeProvider time)
{
    /// <summary>As many looks in a row make a minute.</summary>
    public const int Looks = 12;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);
    private int _quiet;

    /// <summary>Somebody called.</summary>
    public void Called() => Volatile.Write(ref _quiet, 0);

    /// <summary>Completes when the server may end.</summary>
    public async Task EndAsync(BoundedLog log, CancellationToken cancel)
    {
        do
            await Task.Delay(Pause, time, cancel);
        while (!Look());
        log.Line("nothing is deployed here and nobody called for a minute");
    }

    /// <returns>True when it has been idle long enough.</returns>
    public bool Look()
    {
        if (runs() || ServingRelease.Read(site.Paths.Current, site) is not null || IsWorkedOn())
            Called();
        return Interlocked.Increment(ref _quiet) > Looks;
    }

    private bool IsWorkedOn()
    {
        try
        {
            return HostLock.Holder(site.Paths) is not null;
        }
        catch (IOException)
        {
            return false; // the project's folder goes away just now
        }
    }
}
