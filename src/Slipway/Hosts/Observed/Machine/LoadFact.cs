namespace Slipway.Hosts.Observed.Machine;

public sealed record LoadQuestion : Question<LoadFact>;

/// <summary>Processes that run or wait, averages of 1, 5 and 15 minutes; pressures as in <see cref="MemoryFact.Pressure"/>.</summary>
public sealed record LoadFact(double One, double Five, double Fifteen, int Cores, double? CpuPressure, double? DiskPressure) : Fact;
