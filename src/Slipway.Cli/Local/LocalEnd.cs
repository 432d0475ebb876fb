using Slipway.Deployments.Transactions;
using Slipway.Hosts.Local;
using Slipway.Problems;

namespace Slipway.Cli.Local;

/// <summary>The end of a project's background process.</summary>
internal static class LocalEnd
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    /// <summary>
    /// Ends the server with all its processes, once no transaction works with them: a command returns when its release is committed,
    /// and the old one may still finish what it has begun. Afterwards nobody writes into the project's folder any more.
    /// </summary>
    /// <param name="waiting">Told once, when there is something to wait for: who works there.</param>
    /// <returns>False when no server runs.</returns>
    /// <exception cref="ProblemException"><c>local.busy</c>: a transaction did not end within two minutes.</exception>
    public static async Task<bool> StopAsync(LocalSite site, TimeProvider clock, Action<string> waiting, CancellationToken cancel = default)
    {
        using var longest = new CancellationTokenSource(Longest, clock);
        for (var told = false; HostLock.Holder(site.Paths) is { } holder; await Task.Delay(Look, clock, cancel))
        {
            var who = holder.Describe(clock.GetUtcNow());
            if (longest.IsCancellationRequested)
                throw new ProblemException(LocalProblems.Busy(who));
            if (!told)
                waiting(who);
            told = true;
        }

        var server = new LocalServerClient(site);
        if (!await server.IsRunningAsync(cancel))
            return false;
        await server.ShutdownAsync(cancel);
        return true;
    }
}
