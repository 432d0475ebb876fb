namespace Slipway.Hosts.Observed.Machine;

public sealed record MemoryQuestion : Question<MemoryFact>;

/// <summary>Sizes in bytes; counts since the boot.</summary>
public sealed record MemoryFact : Fact
{
    public required long Total { get; init; }
    public required long Available { get; init; }
    public required long SwapTotal { get; init; }
    public required long SwapFree { get; init; }

    /// <summary>Pages read back from swap.</summary>
    public long? SwappedIn { get; init; }

    /// <summary>Processes that the kernel killed for want of memory.</summary>
    public long? OutOfMemoryKills { get; init; }

    /// <summary>Share of the last minute in which some process waited for memory, percent; null when the kernel does not count it.</summary>
    public double? Pressure { get; init; }
}
