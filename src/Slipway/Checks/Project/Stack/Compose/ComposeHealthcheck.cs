using Slipway.Checks.Project.Files.Compose;

namespace Slipway.Checks.Project.Stack.Compose;

internal sealed class ComposeHealthcheck() : ProjectCheck<ComposeFacts>(
    new("compose.healthcheck", "Services of Compose say whether they are well", Severity.Medium)
    {
        Section = CheckSection.Stack,
        Why = "Without a health check \"Up\" means that a process exists, not that it answers, and nothing can wait until the database is ready.",
        Judged = "Each service that keeps running needs `healthcheck`, or a Dockerfile in the project with HEALTHCHECK. Not asked of services that end by themselves, of those in a profile, and of schedulers, certbot and backups, which answer nobody.",
        Causes = [new("never-written", "nobody wrote one"), new("switched-off", "it was disabled while something was tried")],
        Remedy = new("Add a health check that asks the service itself: pg_isready, mysqladmin ping, redis-cli ping, celery inspect ping, a request to the app's health path."),
        Sources = ["https://docs.docker.com/reference/compose-file/services/#healthcheck"],
    },
    ComposeFacts.ReadAsync)
{
    public override Verdict Judge(ComposeFacts facts) => ComposeVerdict.Fail(facts, service => IsMissing(service, facts)
        ? [new Evidence(service.HealthCheck == false ? $"{service.Name} has its health check switched off" : $"{service.Name} has no health check", service.Place, service.Name)] : [],
        "Services of Compose have no health check");

    private static bool IsMissing(ComposeService service, ComposeFacts facts) =>
        service.HealthCheck != true && !(service.HealthCheck is null && InImage(service)) && !service.EndsByItself(facts) && !service.AnswersNothing();

    private static bool InImage(ComposeService service) =>
        service.ImageFile?.Final.SelectMany(stage => stage.All("HEALTHCHECK")).FirstOrDefault() is { } check && !check.Text.Trim().Equals("NONE", StringComparison.OrdinalIgnoreCase);
}
