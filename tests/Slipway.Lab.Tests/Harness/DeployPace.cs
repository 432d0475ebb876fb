namespace Slipway.Lab.Tests.Harness;

/// <summary>How long deploys take at the start and at the end of a long series: the hundredth must be as quick as the first.</summary>
public sealed class DeployPace(TimeProvider? time = null)
{
    private const int Window = 10;
    private const double Most = 1.5;
    private readonly TimeProvider _time = time ?? TimeProvider.System;
    private readonly List<TimeSpan> _deploys = [];

    /// <summary>Median of the last ten by that of the first ten; with less than twenty deploys, of the halves. Null with less than two.</summary>
    public double? Ratio => Size == 0 ? null : Last / First;

    /// <summary>The last took more than 1.5 times as long as the first.</summary>
    public bool SlowedDown => Ratio > Most;

    private int Size => Math.Min(Window, _deploys.Count / 2);

    private TimeSpan First => Median(_deploys.Take(Size));

    private TimeSpan Last => Median(_deploys.TakeLast(Size));

    public async Task<T> MeasureAsync<T>(Func<Task<T>> deploy)
    {
        var began = _time.GetTimestamp();
        var result = await deploy();
        _deploys.Add(_time.GetElapsedTime(began));
        return result;
    }

    public override string ToString() => Ratio is null
        ? $"{_deploys.Count} deploys, too few to compare"
        : FormattableString.Invariant($"{_deploys.Count} deploys, median of the first {Size} {First.TotalSeconds:0.00} s, of the last {Size} {Last.TotalSeconds:0.00} s, ratio {Ratio:0.00}");

    private static TimeSpan Median(IEnumerable<TimeSpan> times)
    {
        var sorted = times.Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }
}
