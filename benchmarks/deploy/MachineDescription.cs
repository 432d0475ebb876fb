namespace Slipway.DeployBenchmark;

/// <summary>What was measured on, without names.</summary>
/// <param name="Load">Load average over a minute before the first measurement: above the number of processors, others were at work.</param>
internal sealed record MachineDescription(int Processors, string Kernel, string Debian, string Load, DateTimeOffset Date)
{
    public static MachineDescription Read() => new(
        Environment.ProcessorCount,
        File.ReadAllText("/proc/sys/kernel/osrelease").Trim().Split('-')[0],
        File.ReadAllText("/etc/debian_version").Trim(),
        File.ReadAllText("/proc/loadavg").Split(' ')[0],
        TimeProvider.System.GetUtcNow());

    public override string ToString() => $"{Processors} processors, Linux {Kernel}, Debian {Debian}, load average before {Load}, {Date:yyyy-MM-dd}";
}
