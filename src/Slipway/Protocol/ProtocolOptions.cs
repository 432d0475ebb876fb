using System.Globalization;

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

    /// <summary>
    /// The defaults, or for drills <c>SLIPWAY_PING_INTERVAL</c> and <c>SLIPWAY_SILENCE_LIMIT</c> in seconds. Each end reads its own
    /// environment; a host's is set in its /etc/environment.
    /// </summary>
    public static ProtocolOptions FromEnvironment(string greeting)
    {
        var options = new ProtocolOptions { Greeting = greeting };
        return options with
        {
            PingInterval = SecondsFrom("SLIPWAY_PING_INTERVAL") ?? options.PingInterval,
            SilenceLimit = SecondsFrom("SLIPWAY_SILENCE_LIMIT") ?? options.SilenceLimit,
        };
    }

    /// <summary>A positive number of seconds in an environment variable; null when there is none.</summary>
    public static TimeSpan? SecondsFrom(string variable) =>
        double.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var seconds) && seconds > 0
            ? TimeSpan.FromSeconds(seconds)
            : null;
}
