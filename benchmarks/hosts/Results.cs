using Slipway.DeployBenchmark;

namespace Slipway.HostsBenchmark;

/// <summary>Times of whole deploys by tool, number of hosts and round trip in milliseconds.</summary>
internal sealed class Results
{
    private readonly Dictionary<(string Tool, int Hosts, int RoundTrip), Series> _all = [];

    public Series Of(string tool, int hosts, int roundTrip) =>
        _all.TryGetValue((tool, hosts, roundTrip), out var series) ? series : _all[(tool, hosts, roundTrip)] = new();
}
