using System.Text.RegularExpressions;

namespace Slipway.Checks.Project.Stack.Worker;

internal sealed partial class WorkerSingle() : ProjectCheck<WorkerFacts>(
    new("worker.single", "Cron does not pile up workers, and one scheduler plans", Severity.High)
    {
        Section = CheckSection.Stack,
        Why = "A worker that cron starts each minute and that does not end within it is soon there a hundred times, until the memory is gone; two schedulers send every mail twice.",
        Judged = "Cron lines, and the framework's schedule, that start queue:work, queue:listen or a Celery worker at least every five minutes: they need flock, withoutOverlapping, --once, or --max-time below a minute. Schedulers (celery beat, schedule:work): one process, in one place.",
        Causes = [new("no-supervisor", "the host has no Supervisor, so cron was used")],
        Remedy = new("Put `flock -n /path/worker.lock` before the command, or let Slipway keep the worker running as a service."),
        Sources = ["https://laravel.com/docs/scheduling#preventing-task-overlaps", "https://docs.celeryq.dev/en/stable/userguide/periodic-tasks.html#starting-the-scheduler"],
    },
    WorkerFacts.ReadAsync)
{
    public override Verdict Judge(WorkerFacts facts)
    {
        var planners = facts.Processes.Where(p => p.IsPlanner).ToList();
        if (facts.Processes.Count == 0 && facts.Cron.Count == 0 && facts.Scheduled.Count == 0)
            return Verdict.Skip("no workers or cron lines in configuration files");
        return Verdict.FailIf(
        [
            .. facts.Cron.Where(line => line.IsFrequent && Worker().IsMatch(line.Script.Text) && !Held().IsMatch(line.Script.Text))
                .Select(line => new Evidence("cron starts a worker again and again, and nothing keeps it to one", line.Script.Where(0), line.Script.Path)),
            .. facts.Scheduled.Where(s => !s.IsSingle).Select(s => new Evidence("the schedule starts a worker again and again without withoutOverlapping", s.Where, s.Path)),
            .. planners.Where(p => p.Count > 1).Select(p => new Evidence($"{p.Name} plans {p.Count} times", p.Where, p.Name)),
        ], "Workers pile up, or two schedulers plan");
    }

    [GeneratedRegex(@"\bqueue:(?:work|listen)\b|\bcelery\b.* worker\b", RegexOptions.CultureInvariant)]
    private static partial Regex Worker();

    [GeneratedRegex(@"\bflock\b|\blockf\b|\bsetlock\b|\bpgrep\b|\bsolo\b|\brun-one\b|--once\b|--max-time[= ](?:[1-5]?\d)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Held();
}
