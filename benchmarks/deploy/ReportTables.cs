namespace Slipway.DeployBenchmark;

/// <summary>The measurements as tables.</summary>
internal sealed class ReportTables(Results results)
{
    public const string Commands = "the app's commands alone";
    private const string Slipway = "Slipway";

    public Table Deploys()
    {
        var table = new Table(["one-file change", .. results.Deploys.SelectMany(d => (string[])[Way(d.RoundTrip), "fastest–slowest", "Slipway takes"])]);
        foreach (var tool in results.Deploys[0].Times.Keys)
            table.Add([tool, .. results.Deploys.SelectMany(d => (string[])[Seconds(d.Times[tool]), Range(d.Times[tool]), Ratio(d.Times[Slipway], d.Times[tool])])]);
        return table;
    }

    public Table Own()
    {
        var deploy = results.Deploys[0].Times;
        var ratio = deploy[Slipway].Median / deploy["expert script"].Median;
        var table = new Table("Slipway", "median", "fastest–slowest", "budget", "");
        Budget(table, "deploy of a one-file change", deploy[Slipway], 1000);
        table.Add("the same as a share of the expert script's", $"{ratio:0.00} ×", "", "0.40 ×", Verdict(ratio, 0.4));
        table.Add("the app's commands alone as a share of it", $"{deploy[Commands].Median / deploy["expert script"].Median:0.00} ×", "", "", "");
        Budget(table, "plan with nothing to do", results.Own.Plan, 500);
        Budget(table, "rollback to the first good answer", results.Own.RollbackToFirstAnswer, 700);
        Budget(table, "rollback, the whole command", results.Own.Rollback, null);
        Budget(table, "`slipway --help`", results.Own.Help, 80);
        table.Add("the program `slipway`", Megabytes(results.ClientBytes), "", "", "");
        table.Add("the agent, pushed once for each version", Megabytes(results.AgentBytes), $"{Megabytes(results.AgentPackedBytes)} sent", "", "");
        return table;
    }

    public Table Steps()
    {
        var table = new Table("step of Slipway's deploy", "median ms", "slowest ms");
        foreach (var (id, times) in results.Steps)
            table.Add(id, $"{times.Median:0}", $"{times.Max:0}");
        var rest = results.Deploys[0].Times[Slipway].Median - results.Steps.Values.Sum(s => s.Median);
        table.Add("the rest: messages between the steps, goodbye", $"{rest:0}", "");
        return table;
    }

    public Table Loads()
    {
        var table = new Table("visitors during a deploy", "deploys", "failed on the 2-second page", "failed on the fast page", "longest wait for the fast page", "what they saw");
        foreach (var (tool, load) in results.Loads)
            table.Add(tool, $"{load.Deploys}", $"{load.SlowFailed} of {load.Slow}", $"{load.FastFailed} of {load.Fast}", $"{load.FastSlowest.TotalSeconds:0.0} s", string.Join(", ", load.Kinds.Select(k => $"{k.Value} × {k.Key}")));
        return table;
    }

    private static void Budget(Table table, string what, Series times, double? budget) =>
        table.Add(what, Seconds(times), Range(times), budget is null ? "" : $"{budget / 1000:0.00} s", budget is null ? "" : Verdict(times.Median, budget.Value));

    private static string Verdict(double value, double budget) => value <= budget ? "kept" : "missed";

    private static string Way(int roundTrip) => roundTrip == 0 ? "same network" : $"{roundTrip} ms round trip";

    private static string Seconds(Series times) => $"{times.Median / 1000:0.00} s";

    private static string Range(Series times) => $"{times.Min / 1000:0.00}–{times.Max / 1000:0.00}";

    private static string Ratio(Series slipway, Series other) => $"{slipway.Median / other.Median:0.00} ×";

    private static string Megabytes(long bytes) => $"{bytes / 1e6:0.0} MB";
}
