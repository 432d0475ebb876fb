using System.Runtime.InteropServices;
using Slipway.Hosts.Local;
using Slipway.Problems;

namespace Slipway.Cli.Local;

/// <summary>The life of the local server's process.</summary>
internal static class LocalRun
{
    /// <summary>
    /// Serves until a signal or a <c>shutdown</c> call, in the background also until it has nothing to serve;
    /// ends at once with 0 when a server of this site runs already.
    /// </summary>
    /// <param name="background">Standard streams go to the log file, so that nothing of the starter stays open.</param>
    public static async Task<int> RunAsync(LocalSite site, bool background, TextWriter output, CancellationToken cancel)
    {
        if (LocalServer.TryClaim(site) is not { } claim)
            return ExitCodes.Done;
        if (background)
            LocalNative.RedirectStandardStreams(site.LogFile);
        var end = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
        using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, End);
        using var cancelled = cancel.Register(() => end.TrySetResult());

        await using var server = await LocalServer.StartAsync(site, claim, TimeProvider.System);
        if (!background)
            await output.WriteLineAsync($"{server.Url}  (Ctrl+C ends it)");
        using var ended = new CancellationTokenSource();
        await Task.WhenAny(end.Task, server.ShutdownAsked, background ? server.IdleAsync(ended.Token) : end.Task);
        await ended.CancelAsync();
        return ExitCodes.Done;

        void End(PosixSignalContext signal)
        {
            signal.Cancel = true;
            end.TrySetResult();
        }
    }
}
