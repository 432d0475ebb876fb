using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Slipway.ValidateBenchmark;

/// <summary>Runs the published client and takes the time from its start to its end.</summary>
internal sealed class TimedValidate(string project)
{
    private static readonly string Client = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "artifacts", "slipway"));

    /// <param name="fresh">What earlier runs remember of files and history is removed first. What registries answered about weaknesses stays: the network is not measured.</param>
    /// <returns>Milliseconds.</returns>
    public double Run(bool fresh)
    {
        var cache = Path.Combine(project, ".slipway", "cache", "validate");
        if (fresh && Directory.Exists(cache))
            foreach (var file in Directory.EnumerateFiles(cache).Where(file => !Path.GetFileName(file).StartsWith("advisories-", StringComparison.Ordinal)))
                File.Delete(file);
        var start = new ProcessStartInfo(Client, ["validate", "production"]) { WorkingDirectory = project, RedirectStandardOutput = true, RedirectStandardError = true };
        var began = Stopwatch.GetTimestamp();
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        var took = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        return process.ExitCode is 0 or 3 ? took : throw new InvalidOperationException($"slipway validate ended with {process.ExitCode}:\n{output}{errors.Result}");
    }

    private static string Here([CallerFilePath] string path = "") => path;
}
