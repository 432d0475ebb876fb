namespace Slipway.Lab;

/// <summary>What a load run saw. Every request sent is counted once; nothing is sent again.</summary>
/// <param name="Requests">All requests, failed ones too.</param>
/// <param name="Failed">Not a whole 2xx answer: other status, reset, closed without an answer, refused, too late.</param>
/// <param name="Mixed">2xx answers that the validator refused; not counted in <paramref name="Failed"/>.</param>
/// <param name="Reconnects">Connections opened again because the server had announced that it would close.</param>
/// <param name="Failures">How often each kind of failure happened: <c>status 502</c>, <c>reset</c>, <c>closed without an answer</c> …</param>
/// <param name="Samples">The first twenty failures and mixed answers, each with its time since the start.</param>
public sealed record LoadReport(
    long Requests,
    long Failed,
    long Mixed,
    long Reconnects,
    TimeSpan P50,
    TimeSpan P99,
    TimeSpan Max,
    TimeSpan Elapsed,
    IReadOnlyDictionary<string, long> Failures,
    IReadOnlyList<string> Samples)
{
    public double PerSecond => Requests / Elapsed.TotalSeconds;

    public override string ToString() =>
        $"{Requests} requests in {Elapsed.TotalSeconds:0.0} s ({PerSecond:0}/s), {Failed} failed, {Mixed} mixed, "
        + $"p50 {P50.TotalMilliseconds:0.0} ms, p99 {P99.TotalMilliseconds:0.0} ms, max {Max.TotalMilliseconds:0} ms"
        + string.Concat(Failures.OrderByDescending(f => f.Value).Select(f => $"\n  {f.Value} × {f.Key}"))
        + string.Concat(Samples.Select(s => $"\n  {s}"));
}
