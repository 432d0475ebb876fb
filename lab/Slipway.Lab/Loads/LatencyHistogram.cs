using System.Numerics;

namespace Slipway.Lab;

/// <summary>Durations in buckets of 1.6 % width, in a fixed room; the highest is exact. Not thread safe.</summary>
internal sealed class LatencyHistogram
{
    private const int Fine = 64; // buckets for each doubling

    private readonly long[] buckets = new long[Fine * 59];
    private long count;

    public TimeSpan Max { get; private set; }

    public void Add(TimeSpan duration)
    {
        buckets[Bucket(Math.Max(0, duration.Ticks))]++;
        count++;
        if (duration > Max) Max = duration;
    }

    /// <summary>The duration that the share <paramref name="share"/> of all stays at or below (a bucket's upper end, never above <see cref="Max"/>).</summary>
    public TimeSpan Quantile(double share)
    {
        var wanted = (long)Math.Ceiling(count * share);
        long seen = 0;
        for (var i = 0; i < buckets.Length && wanted > 0; i++)
        {
            seen += buckets[i];
            if (seen >= wanted) return TimeSpan.FromTicks(Math.Min(Max.Ticks, UpperEnd(i)));
        }

        return Max;
    }

    private static int Bucket(long ticks)
    {
        if (ticks < Fine) return (int)ticks;
        var shift = BitOperations.Log2((ulong)ticks) - 6;
        return (shift * Fine) + (int)(ticks >> shift);
    }

    private static long UpperEnd(int bucket)
    {
        if (bucket < Fine) return bucket;
        var shift = (bucket / Fine) - 1;
        return ((long)(bucket - (shift * Fine) + 1) << shift) - 1;
    }
}
