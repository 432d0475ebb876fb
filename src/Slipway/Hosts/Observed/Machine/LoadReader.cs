namespace Slipway.Hosts.Observed.Machine;

internal static class LoadReader
{
    public static LoadFact Read(HostView host)
    {
        var averages = host.Required("/proc/loadavg").Split(' ').Take(3).Select(Numbers.Fraction).ToList();
        return averages is [{ } one, { } five, { } fifteen]
            ? new(one, five, fifteen, Environment.ProcessorCount, MemoryReader.PressureOf(host, "cpu"), MemoryReader.PressureOf(host, "io"))
            : throw new UnknownFactException("/proc/loadavg has no three averages");
    }
}
