namespace Slipway.Checks.Project.Stack.Laravel;

internal sealed class LaravelQueueTimeout() : ProjectCheck<LaravelFacts>(
    new("laravel.queue_timeout", "The queue waits longer than a job may take", Severity.High)
    {
        Section = CheckSection.Stack,
        Why = "When retry_after is not longer than the workers' --timeout, a job that is still running is given to a second worker: mails are sent and cards are charged twice.",
        Judged = "retry_after of the configured connection in config/queue.php against the --timeout of queue workers in Supervisor, systemd, Compose and the project file (60 when not set), and against the longest `$timeout` of app/Jobs: it must be greater. SQS has its own visibility time-out and is not judged.",
        Causes = [new("raised-one", "the workers' time-out was raised for long jobs and retry_after was not")],
        Remedy = new("Set retry_after to the longest time-out and at least 30 seconds more."),
        Sources = ["https://laravel.com/docs/queues#job-expirations-and-timeouts"],
        Stacks = ["laravel"],
    },
    LaravelFacts.ReadAsync)
{
    public override Verdict Judge(LaravelFacts facts)
    {
        if (facts.Config("queue") is not { } config)
            return Verdict.Skip("no config/queue.php");
        if (config.Find("default")?.Text is not { } connection)
            return Verdict.Unknown("the configured queue connection is not known");
        if (config.Find("connections", connection, "retry_after") is not { Number: { } wait } setting)
            return Verdict.Skip("the queue connection has no retry_after that is known");
        var place = config.File.Where(setting.Place);
        var workers = facts.Workers.Where(w => w.IsQueue && (w.Connection is null || w.Connection == connection) && w.Timeout >= wait)
            .Select(w => new Evidence($"retry_after is {wait:0} s, {w.Name} may work {w.Timeout:0} s at a job", place, $"queue.{connection}"));
        var job = facts.LongestJob() is { } longest && longest.Seconds >= wait ? [new Evidence($"retry_after is {wait:0} s, a job may take {longest.Seconds:0} s", longest.Where, $"queue.{connection}")] : Array.Empty<Evidence>();
        return Verdict.FailIf(workers.DistinctBy(e => e.Text).Concat(job), "The queue gives running jobs to a second worker");
    }
}
