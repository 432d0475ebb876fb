using System.Diagnostics;

namespace Slipway.DeployBenchmark;

/// <summary>A program that ran to its end.</summary>
/// <param name="Elapsed">From its start to its end.</param>
/// <param name="Lines">Standard output, each line with its time since the start.</param>
internal sealed record TimedRun(TimeSpan Elapsed, IReadOnlyList<(TimeSpan At, string Text)> Lines)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    /// <exception cref="InvalidOperationException">It failed; the message has all it said.</exception>
    public static async Task<TimedRun> OfAsync(string program, string folder, IReadOnlyDictionary<string, string> variables, params IReadOnlyList<string> words)
    {
        var start = new ProcessStartInfo(program, words)
        {
            WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        using var limit = new CancellationTokenSource(Longest);
        var started = Stopwatch.GetTimestamp();
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync(limit.Token);
        var lines = new List<(TimeSpan, string)>();
        while (await process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
            lines.Add((Stopwatch.GetElapsedTime(started), line));
        await process.WaitForExitAsync(limit.Token);
        var elapsed = Stopwatch.GetElapsedTime(started);
        return process.ExitCode == 0
            ? new(elapsed, lines)
            : throw new InvalidOperationException($"{program} {string.Join(' ', words)} ended with {process.ExitCode}\n{string.Join('\n', lines.Select(l => l.Item2).TakeLast(40))}\n{await error}");
    }
}
