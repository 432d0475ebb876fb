using Slipway.Checks.Files.Compose;

namespace Slipway.Checks.Stack.Compose;

internal sealed class ComposeRestart() : ProjectCheck<ComposeFacts>(
    new("compose.restart", "Services of Compose start again after a crash or a reboot", Severity.Medium)
    {
        Section = CheckSection.Stack,
        Why = "A container without a restart policy stays down after a crash and after the server's reboot.",
        Judged = "Each service that keeps running needs `restart` or `deploy.restart_policy`. A written `restart: \"no\"` is a decision and passes. Not asked of services that end by themselves and of those in a profile.",
        Causes = [new("never-written", "Compose's default is not to restart, and nobody wrote another")],
        Remedy = new("Add `restart: unless-stopped` to the service."),
        Sources = ["https://docs.docker.com/engine/containers/start-containers-automatically/"],
        Stacks = ["compose"],
    },
    ComposeFacts.ReadAsync)
{
    public override Verdict Judge(ComposeFacts facts) => ComposeVerdict.Fail(facts, service => service.Restart is null && !service.EndsByItself(facts)
        ? [new Evidence($"{service.Name} has no restart policy", service.Place, service.Name)] : [], "Services of Compose have no restart policy");
}
