using System.Runtime.InteropServices;

namespace Slipway.Hosts.Observed.Machine;

internal static partial class ClockReader
{
    private const string Zones = "/zoneinfo/";
    private const int Unsynchronised = 0x40;
    private const int NanoSeconds = 0x2000;
    private const int Error = 5;

    public static async Task<ClockFact> ReadAsync(HostView host)
    {
        var clock = default(KernelClock);
        var state = Adjust(ref clock);
        if (state < 0) // A container may forbid the call; timedated asks outside of it.
            return new(host.Time.GetUtcNow(), Zone(host), await TimedatedSaysAsync(host), null);
        return new(host.Time.GetUtcNow(), Zone(host), state != Error && (clock.Status & Unsynchronised) == 0,
            clock.Offset / ((clock.Status & NanoSeconds) != 0 ? 1e6 : 1e3));
    }

    private static async Task<bool> TimedatedSaysAsync(HostView host) =>
        KeyValues.Of((await host.OutputAsync("timedatectl", "show")).Split('\n'), '=').GetValueOrDefault("NTPSynchronized") switch
        {
            "yes" => true,
            "no" => false,
            _ => throw new UnknownFactException("timedatectl does not say whether the clock is synchronised"),
        };

    /// <summary>/etc/localtime is a link into the zone files; Debian also writes the name.</summary>
    internal static string? Zone(HostView host)
    {
        var link = host.LinkTarget("/etc/localtime");
        var at = link?.IndexOf(Zones, StringComparison.Ordinal) ?? -1;
        return at >= 0 ? link![(at + Zones.Length)..]
            : host.Text("/etc/timezone")?.Trim() is { Length: > 0 } name ? name
            : host.Exists("/etc/localtime") ? null : "UTC";
    }

    // struct timex of 64-bit Linux, the fields that are read.
    [StructLayout(LayoutKind.Explicit, Size = 208)]
    private struct KernelClock
    {
        [FieldOffset(0)]
        public uint Modes;

        [FieldOffset(8)]
        public long Offset;

        [FieldOffset(40)]
        public int Status;
    }

    [LibraryImport("libc", EntryPoint = "adjtimex", SetLastError = true)]
    private static partial int Adjust(ref KernelClock clock);
}
