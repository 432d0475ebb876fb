namespace Slipway.Lab;

/// <summary>The running totals of a load run; all connections write here.</summary>
internal sealed class LoadCounts
{
    private const int MostSamples = 20;

    private readonly Lock guard = new();
    private readonly long start = TimeProvider.System.GetTimestamp();
    private readonly LatencyHistogram latencies = new();
    private readonly SortedDictionary<string, long> failures = new(StringComparer.Ordinal);
    private readonly List<string> samples = [];
    private long requests;
    private long failed;
    private long mixed;
    private long reconnects;

    public TimeSpan Elapsed => TimeProvider.System.GetElapsedTime(start);

    public void Answered(TimeSpan took)
    {
        lock (guard)
        {
            requests++;
            latencies.Add(took);
        }
    }

    /// <param name="body">Its size and end go into the sample: an answer that broke off is not a mix of two releases.</param>
    public void Mixed(LoadRequest request, ReadOnlySpan<byte> body, TimeSpan took)
    {
        var end = System.Text.Encoding.UTF8.GetString(body[Math.Max(0, body.Length - 160)..]).ReplaceLineEndings(" ");
        lock (guard)
        {
            requests++;
            mixed++;
            latencies.Add(took);
            Sample(request, $"mixed: {body.Length} bytes that end in \"{end}\"");
        }
    }

    public void Failed(LoadRequest request, string kind, TimeSpan took)
    {
        lock (guard)
        {
            requests++;
            failed++;
            latencies.Add(took);
            failures[kind] = failures.GetValueOrDefault(kind) + 1;
            Sample(request, kind);
        }
    }

    public void Reconnected()
    {
        lock (guard) reconnects++;
    }

    public LoadReport Report()
    {
        lock (guard)
        {
            return new(requests, failed, mixed, reconnects, latencies.Quantile(0.5), latencies.Quantile(0.99), latencies.Max, Elapsed,
                new Dictionary<string, long>(failures), [.. samples]);
        }
    }

    private void Sample(LoadRequest request, string kind)
    {
        if (samples.Count < MostSamples) samples.Add($"{Elapsed.TotalSeconds:0.000} s: {request.Method} {request.Path}: {kind}");
    }
}
