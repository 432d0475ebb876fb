using System.Collections.Concurrent;
using Slipway.Hosts.Local;

namespace Slipway.Cli.Local.Edge;

/// <summary>Counts requests by release.</summary>
internal sealed class EdgeTraffic
{
    private readonly ConcurrentDictionary<string, Counter> _counters = new();

    public IReadOnlyList<ReleaseTraffic> Snapshot => [.. _counters.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => c.Value.Read(c.Key))];

    public Counter Enter(string release)
    {
        var counter = _counters.GetOrAdd(release, static _ => new Counter());
        counter.Begin();
        return counter;
    }

    internal sealed class Counter
    {
        private long _inFlight, _total, _status5xx;

        public void Begin()
        {
            Interlocked.Increment(ref _inFlight);
            Interlocked.Increment(ref _total);
        }

        public void End(bool failed)
        {
            if (failed)
                Interlocked.Increment(ref _status5xx);
            Interlocked.Decrement(ref _inFlight);
        }

        public ReleaseTraffic Read(string release) =>
            new(release, Interlocked.Read(ref _inFlight), Interlocked.Read(ref _total), Interlocked.Read(ref _status5xx));
    }
}
