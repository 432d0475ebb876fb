namespace Slipway.Hosts.Observed.Machine;

public sealed record ClockQuestion : Question<ClockFact>;

/// <param name="Now">UTC.</param>
/// <param name="Zone">Of the host: UTC, Asia/Riyadh; null when it cannot be told.</param>
/// <param name="Synchronised">True when the kernel's clock follows a time source.</param>
/// <param name="OffsetMs">What the kernel still corrects; null when it cannot be told.</param>
public sealed record ClockFact(DateTimeOffset Now, string? Zone, bool Synchronised, double? OffsetMs) : Fact;
