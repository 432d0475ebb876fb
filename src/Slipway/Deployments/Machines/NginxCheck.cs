using System.Text.RegularExpressions;
using Slipway.Processes;

namespace Slipway.Deployments.Machines;

/// <summary>Asks nginx whether it would take its configuration.</summary>
internal static partial class NginxCheck
{
    private static readonly TimeSpan Answers = TimeSpan.FromSeconds(30);

    /// <param name="main">Its main file; null = its own.</param>
    /// <returns>Null when it would, else its words.</returns>
    public static async Task<string?> RunAsync(string? main, CancellationToken cancel)
    {
        IReadOnlyList<string> words = main is null ? ["-t", "-q"] : ["-t", "-q", "-c", main];
        var test = await Command.RunAsync(new CommandLine("/usr/sbin/nginx", words) { Deadline = Answers }, cancel);
        return test.Succeeded ? null : test.LastWords;
    }

    /// <summary>Where the error is that the words tell: file:line, or null.</summary>
    public static string? PlaceIn(string words) =>
        words.Split('\n').Select(line => Place().Match(line)).FirstOrDefault(m => m.Success) is { } found ? found.Groups[1].Value : null;

    [GeneratedRegex(@"\[emerg\].* in (/\S+:\d+)")]
    private static partial Regex Place();
}
