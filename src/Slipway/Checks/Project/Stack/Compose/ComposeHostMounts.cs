using Slipway.Checks.Project.Files.Compose;

namespace Slipway.Checks.Project.Stack.Compose;

internal sealed class ComposeHostMounts() : ProjectCheck<ComposeFacts>(
    new("compose.host_mounts", "No service of Compose holds the host's own files", Severity.High)
    {
        Section = CheckSection.Stack,
        Why = "A container that holds Docker's socket or the host's root folder can do on the server what root can.",
        Judged = "Mounts of docker.sock (read-only too: it can be spoken to all the same), /, /etc, /root, /boot, /dev, /proc, /sys, /var, /var/run, /run, /usr, /home and /var/lib/docker fail. "
            + "Single files and deeper folders (/etc/localtime, /etc/letsencrypt) are fine, and so are read-only mounts of node-exporter, cAdvisor and other exporters.",
        Causes = [new("convenience", "a dashboard or a proxy asked for Docker's socket"), new("development", "a folder of a developer's machine was mounted")],
        Remedy = new("Mount the one folder that is needed, read-only. In place of docker.sock use a proxy that lets through only what the service asks."),
        Sources = ["https://docs.docker.com/engine/security/protect-access/", "https://cheatsheetseries.owasp.org/cheatsheets/Docker_Security_Cheat_Sheet.html"],
    },
    ComposeFacts.ReadAsync)
{
    private static readonly string[] Folders = ["/", "/etc", "/root", "/boot", "/dev", "/proc", "/sys", "/var", "/var/run", "/run", "/usr", "/home", "/var/lib/docker"];
    private static readonly string[] Observers = ["exporter", "cadvisor", "promtail", "alloy", "telegraf", "netdata", "datadog", "filebeat", "fluent", "vector"];

    public override Verdict Judge(ComposeFacts facts) => ComposeVerdict.Fail(facts, service => service.Mounts.Where(mount => IsHost(mount, service))
        .Select(mount => new Evidence($"{service.Name} mounts {mount.Raw}", mount.Where, service.Name)), "A service of Compose holds the host's own files");

    private static bool IsHost(ComposeMount mount, ComposeService service) =>
        mount.Source.EndsWith("/docker.sock", StringComparison.Ordinal)
        || (Folders.Contains(mount.Source) && !(mount.IsReadOnly && Array.Exists(Observers, word => (service.Image?.Text ?? "").Contains(word, StringComparison.Ordinal))));
}
