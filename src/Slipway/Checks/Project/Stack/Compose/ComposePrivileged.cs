using Slipway.Checks.Project.Files.Compose;

namespace Slipway.Checks.Project.Stack.Compose;

internal sealed class ComposePrivileged() : ProjectCheck<ComposeFacts>(
    new("compose.privileged", "No service of Compose has rights over the host", Severity.High)
    {
        Section = CheckSection.Stack,
        Why = "Who takes over a privileged container takes over the server.",
        Judged = "`privileged: true`, the capabilities ALL, SYS_ADMIN, SYS_MODULE, SYS_PTRACE, SYS_RAWIO and DAC_READ_SEARCH, `pid`, `ipc` or `userns_mode` of the host, and switched off seccomp or AppArmor fail.",
        Causes = [new("tried", "it was added to make something work, and stayed")],
        Remedy = new("Remove it; if the service then lacks a right, add that one capability with `cap_add`."),
        Sources = ["https://docs.docker.com/engine/security/", "https://cheatsheetseries.owasp.org/cheatsheets/Docker_Security_Cheat_Sheet.html"],
    },
    ComposeFacts.ReadAsync)
{
    public override Verdict Judge(ComposeFacts facts) => ComposeVerdict.Fail(facts,
        service => service.Powers.Select(power => new Evidence($"{service.Name} has {power.Text}", power.Where, service.Name)), "A service of Compose has rights over the host");
}
