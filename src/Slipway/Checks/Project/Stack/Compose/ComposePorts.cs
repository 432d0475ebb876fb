using Slipway.Checks.Project.Files.Compose;

namespace Slipway.Checks.Project.Stack.Compose;

internal sealed class ComposePorts() : ProjectCheck<ComposeFacts>(
    new("compose.ports", "Compose publishes nothing but the web server's ports on all addresses", Severity.Critical)
    {
        Section = CheckSection.Stack,
        Why = "Docker opens a published port past the firewall, so a database or an admin page that is published without an address is on the Internet.",
        Judged = "Each entry of `ports` of the compose files that the environment uses. Only 80 and 443 may be published without an address, or with 0.0.0.0 or ::. "
            + "An address of one interface (127.0.0.1, 10.0.0.5) is fine. `network_mode: host` counts as publishing everything. An address in a variable that nobody sets is not judged.",
        Causes = [new("copied-from-development", "the file was written for a developer's machine, where every port is convenient"), new("firewall-trusted", "the server's firewall was expected to close the port; it does not see Docker's rules")],
        Remedy = new("Remove the entry from `ports`: services of one project reach each other by name without it. If you need it on the server itself, write 127.0.0.1: in front."),
        Sources = ["https://docs.docker.com/engine/network/packet-filtering-firewalls/#docker-and-ufw", "https://docs.docker.com/reference/compose-file/services/#ports"],
    },
    ComposeFacts.ReadAsync)
{
    public override Verdict Judge(ComposeFacts facts) => ComposeVerdict.Fail(facts, service =>
    [
        .. service.Ports.Where(IsOpen).Select(port => new Evidence($"{service.Name} publishes {port.Raw} on all addresses", port.Where, service.Name)),
        .. service.NetworkMode == "host" ? [new Evidence($"{service.Name} uses the host's network: every port that it opens is reachable", service.Place, service.Name)] : Array.Empty<Evidence>(),
    ], "Compose publishes ports on all addresses");

    private static bool IsOpen(ComposePort port) =>
        port.IsKnown && port.Published is not ("80" or "443") && (port.Address.Trim('[', ']') is "" or "0.0.0.0" or "::" or "*");
}
