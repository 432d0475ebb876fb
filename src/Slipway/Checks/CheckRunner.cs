using System.Diagnostics;
using Slipway.Problems;

namespace Slipway.Checks;

/// <summary>Runs checks side by side; a check waits for those that it depends on and is skipped when one of them did not pass.</summary>
public static class CheckRunner
{
    /// <summary>No check may take longer unless it says so itself; it is then unknown.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    /// <param name="checks">A check that another depends on may be left out; it is then not asked for.</param>
    /// <param name="found">Called as each check ends, in no order, from several threads.</param>
    /// <returns>One finding for each check, worst first.</returns>
    public static async Task<IReadOnlyList<Finding>> RunAsync(
        IReadOnlyList<Check> checks, CheckedProject project, Action<Finding>? found, CancellationToken cancel)
    {
        var running = new Dictionary<string, Task<Finding>>(StringComparer.Ordinal);
        foreach (var check in DependenciesFirst(checks))
        {
            Task<Finding>[] before = [.. check.About.DependsOn.Where(running.ContainsKey).Select(id => running[id])];
            running.Add(check.About.Id, Task.Run(async () =>
            {
                var finding = await EndAsync(check, before, project, cancel);
                found?.Invoke(finding);
                return finding;
            }, cancel));
        }

        return Finding.Sorted(await Task.WhenAll(running.Values));
    }

    private static async Task<Finding> EndAsync(Check check, Task<Finding>[] before, CheckedProject project, CancellationToken cancel)
    {
        var blocking = (await Task.WhenAll(before)).FirstOrDefault(f => f.Outcome is not (CheckOutcome.Pass or CheckOutcome.Warn));
        if (blocking is not null)
            return Finding.Of(check.About, Verdict.Skip($"{blocking.Id} comes first")) with { Because = blocking.Id };
        var started = Stopwatch.GetTimestamp();
        var verdict = await JudgeAsync(check, project, cancel);
        return Finding.Of(check.About, verdict) with { Ms = (long)Stopwatch.GetElapsedTime(started).TotalMilliseconds };
    }

    private static async Task<Verdict> JudgeAsync(Check check, CheckedProject project, CancellationToken cancel)
    {
        try
        {
            return await check.RunAsync(project, cancel).WaitAsync(check.Longest, cancel);
        }
        catch (ProblemException e)
        {
            return new(CheckOutcome.Unknown) { Evidence = [.. e.Problems.Select(p => new Evidence(p.Detail is null ? p.Title : $"{p.Title}: {p.Detail}", p.Where))] };
        }
        catch (TimeoutException)
        {
            return Verdict.Unknown($"it took longer than {check.Longest.TotalSeconds:0} s");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Verdict.Unknown(e.Message);
        }
    }

    private static IEnumerable<Check> DependenciesFirst(IReadOnlyList<Check> checks)
    {
        var byId = checks.ToDictionary(c => c.About.Id, StringComparer.Ordinal);
        var done = new HashSet<string>(StringComparer.Ordinal);
        return checks.SelectMany(Visit);

        IEnumerable<Check> Visit(Check check) =>
            done.Add(check.About.Id) ? [.. check.About.DependsOn.Where(byId.ContainsKey).SelectMany(id => Visit(byId[id])), check] : [];
    }
}
