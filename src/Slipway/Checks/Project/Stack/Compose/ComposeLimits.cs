using Slipway.Checks.Project.Files.Compose;

namespace Slipway.Checks.Project.Stack.Compose;

internal sealed class ComposeLimits() : ProjectCheck<ComposeFacts>(
    new("compose.limits", "Services of Compose have a memory limit", Severity.Low)
    {
        Section = CheckSection.Stack,
        Why = "One service that leaks takes the memory of all, and the kernel may end the database instead of it.",
        Judged = "Each service that keeps running should have `mem_limit` or `deploy.resources.limits.memory`.",
        Causes = [new("never-written", "nobody wrote one")],
        Remedy = new("Look at `docker stats` under load and set a limit of about twice what the service uses."),
        Sources = ["https://docs.docker.com/engine/containers/resource_constraints/", "https://docs.docker.com/reference/compose-file/deploy/#resources"],
    },
    ComposeFacts.ReadAsync)
{
    public override Verdict Judge(ComposeFacts facts) => ComposeVerdict.Warn(facts, service => !service.HasMemoryLimit && !service.EndsByItself(facts)
        ? [new Evidence($"{service.Name} has no memory limit", service.Place, service.Name)] : [], "Services of Compose have no memory limit");
}
