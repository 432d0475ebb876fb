namespace Slipway.Lab;

/// <summary>Makes sure that this machine can run a lab, installing Debian packages that are missing.</summary>
internal static class Prerequisites
{
    private static readonly (string Program, string Package)[] Needed =
    [
        ("debootstrap", "debootstrap"),
        ("systemd-nspawn", "systemd-container"),
        ("ip", "iproute2"),
        ("bridge", "iproute2"),
        ("iptables", "iptables"),
        ("ssh", "openssh-client"),
        ("ssh-keygen", "openssh-client"),
        ("mkfs.ext4", "e2fsprogs"),
        ("losetup", "mount"),
        ("nsenter", "util-linux"),
    ];

    /// <exception cref="LabException">Not root, not Linux, or a package cannot be had.</exception>
    public static async Task EnsureAsync()
    {
        RequireRoot();
        var missing = Needed.Where(n => !OnPath(n.Program)).Select(n => n.Package).Distinct().ToList();
        if (missing.Count == 0) return;
        if (!OnPath("apt-get"))
            throw new LabException($"The lab needs {string.Join(", ", missing)}, and there is no apt-get here to install them. Install them and try again.");
        await AptAsync(["update"], missing);
        await AptAsync(["install", "-y", "--no-install-recommends", .. missing], missing);
        if (Needed.FirstOrDefault(n => !OnPath(n.Program)) is { Program: not null } still)
            throw new LabException($"{still.Program} is still missing after {still.Package} was installed. Is /usr/sbin in PATH?");
    }

    public static void RequireRoot()
    {
        if (!OperatingSystem.IsLinux()) throw new LabException("The lab makes Debian machines with systemd-nspawn; it runs on Linux only.");
        if (Native.EffectiveUser() != 0)
            throw new LabException("The lab makes network namespaces, mounts and containers, so it must run as root. Run it with sudo.");
    }

    private static async Task AptAsync(string[] arguments, IEnumerable<string> packages)
    {
        var result = await Command.RunAsync(
            "env", ["DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-o", "DPkg::Lock::Timeout=120", .. arguments], TimeSpan.FromMinutes(10));
        if (result.Exit != 0)
            throw new LabException($"The lab needs the Debian packages {string.Join(", ", packages)}, but apt-get {arguments[0]} ended with {result.Exit}.\n{result.Error.Trim()}");
    }

    private static bool OnPath(string program) =>
        $"{Environment.GetEnvironmentVariable("PATH")}:/usr/sbin:/sbin".Split(':').Any(d => d.Length > 0 && File.Exists(Path.Combine(d, program)));
}
