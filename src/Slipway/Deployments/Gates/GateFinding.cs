using Slipway.Checks;

namespace Slipway.Deployments.Gates;

/// <summary>One thing that failed, by what stays the same from one deploy to the next.</summary>
/// <param name="Check">The check's id.</param>
/// <param name="Subject">A key, a path, a package; where the check names none, the file; null = neither.</param>
public sealed record GateFinding(string Check, string? Subject, Severity Severity)
{
    internal static IEnumerable<GateFinding> Of(Finding finding) => finding.Evidence.Count == 0
        ? [new(finding.Id, null, finding.Severity)]
        : finding.Evidence.Select(e => new GateFinding(finding.Id, SubjectOf(e), finding.Severity)).Distinct();

    /// <summary>Never a line number: it moves with every edit.</summary>
    internal static string? SubjectOf(Evidence evidence) => evidence.Subject ?? evidence.Where?.Split(':')[0];
}
