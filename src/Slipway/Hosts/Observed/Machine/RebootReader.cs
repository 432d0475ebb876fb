namespace Slipway.Hosts.Observed.Machine;

internal static class RebootReader
{
    private const string Kernel = "vmlinuz-";

    public static RebootFact Read(HostView host) => new(
        host.Status("/run/reboot-required") is { } asked ? DateTimeOffset.FromUnixTimeMilliseconds(asked.ModifiedNs / 1_000_000) : null,
        [.. host.Lines("/run/reboot-required.pkgs").Where(line => line.Length > 0).Distinct()],
        host.Required("/proc/sys/kernel/osrelease").Trim(),
        [.. host.Entries("/boot", Kernel + "*").Select(path => Path.GetFileName(path)[Kernel.Length..])]);
}
