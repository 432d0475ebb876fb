namespace Slipway.Protocol;

/// <summary>What both ends of a connection may be told; the defaults suit ssh.</summary>
public sealed record ProtocolOptions
{
    /// <summary>One line of up to 512 characters told to the peer in the hello: who we are.</summary>
    public string Greeting { get; init; } = "";

    /// <summary>How long the peer's hello may take.</summary>
    public TimeSpan HelloDeadline { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How many bytes of other people's output (banners, rc files) may come before the hello.</summary>
    public int MaxNoise { get; init; } = 256 * 1024;

    /// <summary>A ping is sent this often.</summary>
    public TimeSpan PingInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Without any byte from the peer for this long the connection is given up.</summary>
    public TimeSpan SilenceLimit { get; init; } = TimeSpan.FromSeconds(20);

    public TimeProvider Time { get; init; } = TimeProvider.System;
}
