namespace Slipway.Checks.Project.Stack.Worker;

internal sealed class WorkerStopTime() : ProjectCheck<WorkerFacts>(
    new("worker.stop_time", "A worker gets the time of one job to stop", Severity.Medium)
    {
        Section = CheckSection.Stack,
        Why = "With less, each deploy kills jobs in the middle; with an hour, one stuck worker holds up a deploy for an hour.",
        Judged = "Workers that run queue:work or queue:listen under Supervisor (stopwaitsecs, 10 when not set), systemd (TimeoutStopSec, 90), Compose (stop_grace_period, 10) and in the project file (stop_timeout): "
            + "not less than --timeout (60 when not set), and not more than twice that or two minutes above it. `--timeout=0` is not judged.",
        Causes = [new("copied", "stopwaitsecs=3600 was copied from the framework's example"), new("default", "the default of 10 seconds is shorter than the jobs")],
        Remedy = new("Set it to the job's time-out and a margin: --timeout=60 goes with 75."),
        Sources = ["https://laravel.com/docs/queues#supervisor-configuration", "https://supervisord.org/configuration.html#program-x-section-values", "https://www.freedesktop.org/software/systemd/man/latest/systemd.service.html#TimeoutStopSec="],
    },
    WorkerFacts.ReadAsync)
{
    public override Verdict Judge(WorkerFacts facts)
    {
        var queues = facts.Processes.Where(p => p.IsQueue).ToList();
        return queues.Count == 0 ? Verdict.Skip("no queue workers in configuration files")
            : Verdict.FailIf(queues.Select(p => Fault(p) is { } fault ? new Evidence(fault, p.StopWhere ?? p.Where, p.Name) : null).OfType<Evidence>(), "A worker's time to stop does not suit its jobs");
    }

    private static string? Fault(WorkerProcess worker)
    {
        if (worker.Stop is not { } stop || worker.Timeout == 0)
            return null;
        if (stop < worker.Timeout)
            return $"{worker.Name} is killed after {stop:0} s ({worker.StopSetting}), a job may take {worker.Timeout:0} s";
        return stop > Math.Max(2 * worker.Timeout, worker.Timeout + 120)
            ? $"{worker.Name} may take {(double.IsInfinity(stop) ? "for ever" : $"{stop:0} s")} to stop ({worker.StopSetting}), a job takes at most {worker.Timeout:0} s" : null;
    }
}
