using System.Globalization;
using Slipway.Problems;
using Slipway.Processes;

namespace Slipway.Deployments.Machines;

/// <summary>Makes nginx's changed configuration count.</summary>
internal static class NginxReload
{
    private const string Worker = "nginx: worker process";
    private static readonly TimeSpan Answers = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    /// <summary>
    /// Tests it, reloads, and waits until no worker with the old one accepts visitors: nginx lets them go on for 100 ms after the
    /// new ones have started (ngx_process_cycle.c), so that a new site would not be found, and a proof would be one of the old configuration.
    /// </summary>
    /// <exception cref="ProblemException">The configuration is refused and nothing was reloaded; or nginx does not run, or goes on with the old.</exception>
    public static async Task RunAsync(CancellationToken cancel)
    {
        var test = await Command.RunAsync(new CommandLine("nginx", "-t", "-q") { Deadline = Answers }, cancel);
        if (!test.Succeeded)
            throw new ProblemException(MachineProblems.SiteRefused(test.LastWords));
        var old = await WorkersAsync(cancel);
        // Or start: at boot a half written site may have kept it from starting.
        var reload = await Command.RunAsync(new CommandLine("systemctl", "reload-or-restart", "nginx.service") { Deadline = Answers }, cancel);
        if (!reload.Succeeded)
            throw new ProblemException(MachineProblems.SiteNotReloaded(reload.LastWords));
        await GoneAsync(old, cancel);
    }

    /// <summary>Those of nginx.service: a container's are seen here too.</summary>
    private static async Task<IReadOnlyList<int>> WorkersAsync(CancellationToken cancel)
    {
        var show = await Command.RunAsync(new CommandLine("systemctl", "show", "nginx.service", "--property=MainPID", "--value") { Deadline = Answers }, cancel);
        return int.TryParse(show.Output, CultureInfo.InvariantCulture, out var main) && main > 0
            ? [.. RunningProcesses.Ids().Where(id => RunningProcesses.Parent(id) == main && Accepts(id))]
            : [];
    }

    private static async Task GoneAsync(IReadOnlyList<int> workers, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(Answers);
        try
        {
            while (workers.Any(Accepts))
                await Task.Delay(Pause, TimeProvider.System, limit.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new ProblemException(MachineProblems.SiteNotReloaded(
                $"after {Answers.TotalSeconds:0} s its workers {string.Join(", ", workers.Where(Accepts))} still accept visitors with the old configuration"));
        }
    }

    /// <summary>One that has been told to leave says "is shutting down" and finishes what it has begun.</summary>
    private static bool Accepts(int process) => RunningProcesses.Title(process) == Worker;
}
