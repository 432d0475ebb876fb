namespace Slipway.Hosts.Local;

/// <summary>Requests that a release got through the edge since the server started, private entrances included.</summary>
/// <param name="InFlight">Being answered now.</param>
/// <param name="Total">Begun so far.</param>
/// <param name="Status5xx">Ended with a status of 500 or above, or cut because the app broke off.</param>
public sealed record ReleaseTraffic(string Release, long InFlight, long Total, long Status5xx);
