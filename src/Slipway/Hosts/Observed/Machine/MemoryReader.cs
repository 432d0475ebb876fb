namespace Slipway.Hosts.Observed.Machine;

internal static class MemoryReader
{
    public static MemoryFact Read(HostView host)
    {
        var memory = KeyValues.Of(host.Required("/proc/meminfo").Split('\n'), ':');
        var counts = KeyValues.Of(host.Lines("/proc/vmstat"), ' ');
        return new MemoryFact
        {
            Total = Bytes(memory, "MemTotal"),
            Available = Bytes(memory, "MemAvailable"),
            SwapTotal = Bytes(memory, "SwapTotal"),
            SwapFree = Bytes(memory, "SwapFree"),
            SwappedIn = Numbers.Whole(counts.GetValueOrDefault("pswpin")),
            OutOfMemoryKills = Numbers.Whole(counts.GetValueOrDefault("oom_kill")),
            Pressure = PressureOf(host, "memory"),
        };
    }

    /// <summary>Line: some avg10=0.00 avg60=0.12 avg300=0.03 total=1234.</summary>
    public static double? PressureOf(HostView host, string what)
    {
        try
        {
            return Numbers.Fraction(host.Lines($"/proc/pressure/{what}").FirstOrDefault(line => line.StartsWith("some ", StringComparison.Ordinal))?
                .Split(' ').FirstOrDefault(word => word.StartsWith("avg60=", StringComparison.Ordinal))?[6..]);
        }
        catch (IOException)
        {
            return null; // There, but switched off at boot.
        }
    }

    private static long Bytes(IReadOnlyDictionary<string, string> memory, string key) =>
        Numbers.Whole(memory.GetValueOrDefault(key)?.Split(' ')[0]) * 1024 ?? throw new UnknownFactException($"/proc/meminfo has no {key}");
}
