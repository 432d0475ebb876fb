using Slipway.Project;

namespace Slipway.Checks;

/// <summary>What waivers make of findings.</summary>
public static class WaiverRules
{
    /// <summary>
    /// A valid waiver takes away what it names; when nothing is left the finding is skipped. A waiver whose last day is over no longer
    /// counts, and makes a failure of a warning: somebody promised to have put it right by then.
    /// </summary>
    /// <param name="today">In UTC.</param>
    public static Finding Apply(Finding finding, IReadOnlyList<Waiver> waivers, DateOnly today)
    {
        if (finding.Outcome is not (CheckOutcome.Fail or CheckOutcome.Warn))
            return finding;
        var own = waivers.Where(w => w.Check == finding.Id).ToList();
        foreach (var waiver in own.Where(w => w.Until >= today))
        {
            var left = finding.Evidence.Where(e => waiver.Subject is not null && e.Subject != waiver.Subject).ToList();
            if (left.Count == 0)
                return finding with { Outcome = CheckOutcome.Skip, Waived = $"{waiver.Reason} ({waiver.Owner}, until {waiver.Until:yyyy-MM-dd})", Causes = [], Remedy = null };
            finding = finding with { Evidence = left };
        }

        foreach (var waiver in own.Where(w => w.Until < today && (w.Subject is null || finding.Evidence.Any(e => e.Subject == w.Subject))))
        {
            finding = finding with
            {
                Outcome = CheckOutcome.Fail,
                WaiverEnded = true,
                Evidence = [.. finding.Evidence, new($"the waiver of {waiver.Owner} ended on {waiver.Until:yyyy-MM-dd}: {waiver.Reason}", waiver.Where, waiver.Subject)],
            };
        }

        return finding;
    }
}
