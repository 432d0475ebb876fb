namespace Slipway.Project;

/// <summary>What the web server takes from a visitor, and how long it waits for the app.</summary>
public sealed record WebLimits
{
    /// <summary>Largest request body, in bytes.</summary>
    public long Body { get; init; } = 64L << 20;

    /// <summary>Largest line of a request's header, in bytes: one cookie line, or the address.</summary>
    public long Header { get; init; } = 16L << 10;

    /// <summary>How long the app may be silent before its visitor gets 504.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(300);
}
