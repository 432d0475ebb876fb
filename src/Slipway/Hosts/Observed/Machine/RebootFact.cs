namespace Slipway.Hosts.Observed.Machine;

public sealed record RebootQuestion : Question<RebootFact>;

/// <summary>Whether the host waits for a reboot.</summary>
/// <param name="Since">When a package first asked for it since the boot; null = none did.</param>
/// <param name="Packages">Which did.</param>
/// <param name="Running">The kernel that runs.</param>
/// <param name="Installed">Kernels on the disk; empty in a container.</param>
public sealed record RebootFact(DateTimeOffset? Since, IReadOnlyList<string> Packages, string Running, IReadOnlyList<string> Installed) : Fact
{
    public bool IsRequired => Since is not null;
}
