namespace Slipway.DeployBenchmark;

/// <summary>Measurements of one thing, in milliseconds.</summary>
internal sealed class Series
{
    private readonly List<double> _values = [];

    public int Count => _values.Count;

    public double Median
    {
        get
        {
            var sorted = _values.Order().ToList();
            return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
        }
    }

    public double Min => _values.Min();

    public double Max => _values.Max();

    public double Last => _values[^1];

    public void Add(TimeSpan time) => _values.Add(time.TotalMilliseconds);

    public void Add(double milliseconds) => _values.Add(milliseconds);
}
