using System.Globalization;
using System.Runtime.InteropServices;
using Slipway.Files;

namespace Slipway.Hosts.Observed.Machine;

internal static class SystemReader
{
    public static async Task<SystemFact> ReadAsync(HostView host)
    {
        var os = KeyValues.Of(host.Lines("/etc/os-release"), '=');
        return new SystemFact
        {
            HostName = Environment.MachineName,
            Os = os.GetValueOrDefault("ID", "unknown"),
            OsVersion = os.GetValueOrDefault("VERSION_ID", "unknown"),
            Codename = os.GetValueOrDefault("VERSION_CODENAME"),
            Kernel = host.Required("/proc/sys/kernel/osrelease").Trim(),
            Cpu = RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant(),
            Cores = Environment.ProcessorCount,
            User = Posix.EffectiveUser(),
            Systemd = host.Exists("/run/systemd/system") ? Version(await host.OutputAsync("systemctl", "--version")) : null,
            Booted = Booted(host),
        };
    }

    public static DateTimeOffset? Booted(HostView host) =>
        Numbers.Whole(host.Lines("/proc/stat").FirstOrDefault(l => l.StartsWith("btime ", StringComparison.Ordinal))?[6..]) is { } seconds
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;

    /// <summary>First words: systemd 252 (252.38-1~deb12u1).</summary>
    private static int? Version(string said) =>
        said.Split(' ', 3) is ["systemd", var number, ..] && int.TryParse(number, CultureInfo.InvariantCulture, out var version) ? version : null;
}
