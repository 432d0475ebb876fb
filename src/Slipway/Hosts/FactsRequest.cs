namespace Slipway.Hosts;

/// <summary>What is asked of a host beside the general facts.</summary>
public sealed record FactsRequest
{
    /// <summary>Paths whose file system's free space is asked; they need not exist.</summary>
    public IReadOnlyList<string> Paths { get; init; } = [];

    /// <summary>Programs looked for: names, or absolute paths.</summary>
    public IReadOnlyList<string> Programs { get; init; } = [];

    /// <summary>Users looked for.</summary>
    public IReadOnlyList<string> Users { get; init; } = [];
}
