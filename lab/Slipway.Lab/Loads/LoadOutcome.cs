namespace Slipway.Lab;

/// <summary>How one request ended: a failure, or a status with a body that is valid until the connection's next request.</summary>
internal readonly record struct LoadOutcome(string? Failure, int Status, ReadOnlyMemory<byte> Body)
{
    public static LoadOutcome Broken(string failure) => new(failure, 0, default);
}
