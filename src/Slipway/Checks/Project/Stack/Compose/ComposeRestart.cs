using Slipway.Checks.Project.Files.Compose;

namespace Slipway.Checks.Project.Stack.Compose;

internal sealed class ComposeRestart() : ProjectCheck<ComposeFacts>(
    new("compose.restart", "Services of Compose start again after a crash or a reboot", Severity.Medium)
    {
        Section = CheckSection.Stack,
        Why = "A container without a restart policy stays down after a crash and after the server's reboot.",
        Judged = "Each service that keeps running needs `restart` or `deploy.restart_policy`. Not asked of services that end by themselves and of those in a profile; `restart: \"no\"` passes for services without ports and health check.",
        Causes = [new("never-written", "Compose's default is not to restart, and nobody wrote another")],
        Remedy = new("Add `restart: unless-stopped` to the service."),
        Sources = ["https://docs.docker.com/engine/containers/start-containers-automatically/"],
    },
    ComposeFacts.ReadAsync)
{
    public override Verdict Judge(ComposeFacts facts) => ComposeVerdict.Fail(facts, service => service.Restart is null or "no" or "none" && !service.EndsByItself(facts)
        ? [new Evidence(service.Restart is null ? $"{service.Name} has no restart policy" : $"{service.Name} is not started again", service.Place, service.Name)] : [], "Services of Compose have no restart policy");
}
