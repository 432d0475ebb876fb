namespace Slipway.Checks.Project.Stack.Worker;

internal sealed class WorkerConnection() : ProjectCheck<WorkerFacts>(
    new("worker.connection", "Workers take jobs from the queue that the app fills", Severity.High)
    {
        Section = CheckSection.Stack,
        Why = "A worker that is fixed to another connection runs for ever and takes no job: mails and payments wait, and nothing says so.",
        Judged = "Queue workers of Supervisor, systemd, Compose, crontabs and the project file that name a connection (`queue:work database`; Horizon is redis): it must be the configured one (QUEUE_CONNECTION, or the default of config/queue.php) or one that the app's own code names with onConnection. A worker without a name follows the configuration.",
        Causes = [new("moved", "the queue was moved to Redis and the worker's file was not changed"), new("copied", "the command was copied from another app")],
        Remedy = new("Leave the name out of the command, so that the worker follows QUEUE_CONNECTION."),
        Sources = ["https://laravel.com/docs/queues#specifying-the-connection-queue"],
        Stacks = ["laravel"],
    },
    WorkerFacts.ReadAsync)
{
    public override Verdict Judge(WorkerFacts facts)
    {
        var workers = facts.Processes.Concat(facts.Cron.Select(line => new WorkerProcess("the cron line", line.Script.Text, line.Script.Where(0), line.Script.Path, null, "")))
            .Where(p => p.IsQueue || p.Connection is not null).ToList();
        if (workers.Count == 0)
            return Verdict.Skip("no queue workers in configuration files");
        if (facts.Queue is not { } queue)
            return Verdict.Unknown("the configured queue connection is not known");
        return Verdict.FailIf(workers.Where(w => w.Connection is { } fixedTo && fixedTo != queue && !facts.Others.Contains(fixedTo))
            .Select(w => new Evidence($"{w.Name} takes jobs from {w.Connection}, the app puts them into another connection", w.Where, w.Name)), "A worker waits at a queue that the app does not fill");
    }
}
