namespace Slipway.Lab.Tests.Kills;

/// <summary>
/// All cases that exist for a plan: each of its steps × {before, inside, after} × each strike, and for what can be undone the
/// undo × those strikes that can interrupt it. Not there by design, so not counted: after the commit the client has left, so neither it nor
/// the network to it can end; an undo does not listen to the client either.
/// </summary>
public static class KillMatrix
{
    public const string Undo = "undo";
    private const string Commit = "commit";
    private static readonly string[] Points = ["before", "inside", "after"];
    private static readonly Strike[] OnTheHost = [Strike.Transaction, Strike.Power];

    /// <param name="plans">Host → ids of its steps in the order of its plan: the hosts that are struck.</param>
    public static IReadOnlyList<KillCell> Of(IReadOnlyDictionary<int, IReadOnlyList<string>> plans) => [.. plans.SelectMany(p => Of(p.Value, p.Key))];

    private static IReadOnlyList<KillCell> Of(IReadOnlyList<string> steps, int host)
    {
        var commit = steps.ToList().IndexOf(Commit);
        if (commit < 0)
            throw new ArgumentException($"no {Commit} in {string.Join(' ', steps)}", nameof(steps));
        return
        [
            .. from index in Enumerable.Range(0, steps.Count)
               from point in Points
               from strike in index > commit ? OnTheHost : Enum.GetValues<Strike>()
               select new KillCell(steps[index], point, strike, host, index > commit),
            .. from step in steps.Take(commit)
               from strike in OnTheHost
               select new KillCell(step, Undo, strike, host, false),
        ];
    }

    /// <summary>
    /// A share of them in random order, the same for the same seed; all with SLIPWAY_SOAK=1. With SLIPWAY_PART=2/3 and one seed for
    /// all, the second of three parts, so that the whole can run in several processes.
    /// </summary>
    public static IReadOnlyList<KillCell> Share(IReadOnlyList<KillCell> all, int count, int seed)
    {
        var cells = all.ToArray();
        new Random(seed).Shuffle(cells);
        if (Environment.GetEnvironmentVariable("SLIPWAY_SOAK") != "1")
            return [.. cells.Take(count)];
        return Environment.GetEnvironmentVariable("SLIPWAY_PART")?.Split('/') is [var part, var parts] ? Part(cells, int.Parse(part), int.Parse(parts)) : cells;
    }

    /// <param name="part">From 1.</param>
    internal static IReadOnlyList<KillCell> Part(IReadOnlyList<KillCell> cells, int part, int parts) =>
        part >= 1 && part <= parts ? [.. cells.Where((_, at) => at % parts == part - 1)] : throw new ArgumentException($"there is no part {part} of {parts}", nameof(part));

    /// <summary>SLIPWAY_SEED, to repeat a run, or a new one.</summary>
    public static int Seed() => int.TryParse(Environment.GetEnvironmentVariable("SLIPWAY_SEED"), out var seed) ? seed : Random.Shared.Next();
}
