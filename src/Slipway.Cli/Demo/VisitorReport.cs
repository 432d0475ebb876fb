using System.Globalization;

namespace Slipway.Cli.Demo;

/// <summary>What the visitors met.</summary>
/// <param name="Requests">All that were sent, failed and mixed ones included.</param>
/// <param name="Mixed">Pages with parts of two releases.</param>
/// <param name="Straddled">Slow requests and slow uploads that the old release finished after a newer page had been seen.</param>
/// <param name="Failures">How many of each kind.</param>
/// <param name="Versions">Versions of the pages that were seen, in the order in which each appeared first.</param>
internal sealed record VisitorReport(
    long Requests, long Failed, long Mixed, long Straddled, IReadOnlyDictionary<string, long> Failures, IReadOnlyList<int> Versions)
{
    /// <summary>Requests were sent and none of them failed or mixed.</summary>
    public bool IsClean => Requests > 0 && Failed == 0 && Mixed == 0;

    /// <summary>"4,812 requests, 0 failed, 0 mixed pages"</summary>
    public string Text => string.Create(CultureInfo.InvariantCulture, $"{Requests:N0} requests, {Failed:N0} failed, {Mixed:N0} mixed pages")
        + (Failures.Count == 0 ? "" : $" ({string.Join(", ", Failures.Select(f => $"{f.Value} {f.Key}"))})");
}
