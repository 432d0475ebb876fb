namespace Slipway.ValidateBenchmark;

/// <summary>One kind of run against its budget, milliseconds; null = it has none.</summary>
internal sealed record Measured(string What, double Median, double Fastest, double Slowest, int? Budget)
{
    public bool IsKept => Budget is null || Median <= Budget;

    public static Measured Of(string what, List<double> times, int? budget)
    {
        times.Sort();
        return new(what, (times[(times.Count - 1) / 2] + times[times.Count / 2]) / 2, times[0], times[^1], budget);
    }

    public override string ToString() => $"{What,-44} median {Median,5:0} ms   fastest {Fastest,5:0}   slowest {Slowest,5:0}   {(Budget is null ? "" : $"budget {Budget,5}   {(IsKept ? "kept" : "MISSED")}")}";

    public string ToRow() => $"| {What} | {Median:0} ms | {Fastest:0}–{Slowest:0} | {(Budget is null ? "" : $"{Budget:N0} ms")} | {(Budget is null ? "" : IsKept ? "kept" : "missed")} |";
}
