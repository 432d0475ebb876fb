using Slipway.Lab;

namespace Slipway.DeployBenchmark;

/// <summary>Requests and failures over some deploys, of the slow page and of the fast one.</summary>
/// <param name="FastSlowest">The longest that anybody waited for the fast page.</param>
internal sealed record LoadTally(int Deploys, long SlowFailed, long Slow, long FastFailed, long Fast, TimeSpan FastSlowest, IReadOnlyDictionary<string, long> Kinds)
{
    public static LoadTally None { get; } = new(0, 0, 0, 0, 0, TimeSpan.Zero, new Dictionary<string, long>());

    public long Failed => SlowFailed + FastFailed;

    public LoadTally With(LoadReport slow, LoadReport fast) => new(
        Deploys + 1, SlowFailed + slow.Failed, Slow + slow.Requests, FastFailed + fast.Failed, Fast + fast.Requests,
        fast.Max > FastSlowest ? fast.Max : FastSlowest,
        Kinds.Concat(slow.Failures).Concat(fast.Failures).GroupBy(k => k.Key, k => k.Value).ToDictionary(g => g.Key, g => g.Sum()));
}
