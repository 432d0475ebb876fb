using System.Net;

namespace Slipway.Lab;

/// <summary>Says whether a 2xx answer is whole; false counts it as mixed. Runs on the connection's thread and must not keep the body.</summary>
public delegate bool LoadValidator(LoadRequest request, int status, ReadOnlySpan<byte> body);

/// <summary>What a load run does.</summary>
/// <param name="Server">Address and port.</param>
/// <param name="Requests">Sent in turn by each connection, each starting at another one.</param>
public sealed record LoadOptions(IPEndPoint Server, IReadOnlyList<LoadRequest> Requests)
{
    /// <summary>Keep-alive connections; each has one request under way at a time.</summary>
    public int Connections { get; init; } = 10;

    /// <summary>Ends the run after that many requests in all.</summary>
    public long MaxRequests { get; init; } = long.MaxValue;

    /// <summary>Ends the run after that time: requests under way are finished, none is started.</summary>
    public TimeSpan MaxTime { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>A request without a whole answer after that time has failed.</summary>
    public TimeSpan RequestDeadline { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Rest of each connection between an answer and its next request.</summary>
    public TimeSpan Pause { get; init; }

    public LoadValidator? Validate { get; init; }
}
