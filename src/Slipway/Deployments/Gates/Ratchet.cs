using Slipway.Checks;

namespace Slipway.Deployments.Gates;

/// <summary>
/// A deploy may not make things worse: a failure of high severity stops it when it is new. What the serving release has, too, is told.
/// Pure: looks at nothing. See docs/decisions/0020-the-ratchet.md.
/// </summary>
public sealed class Ratchet(ServingFindings serving, string envFile)
{
    public GateVerdict Judge(IReadOnlyList<Finding> findings)
    {
        var (stopping, known, unjudged) = (new List<Finding>(), new List<Finding>(), new List<Finding>());
        foreach (var finding in findings.Where(f => f.Breaks(FailOn.High)))
        {
            if (serving.Record is { } record && !record.Catalogue.Contains(finding.Id))
            {
                unjudged.Add(finding);
                continue;
            }

            var old = finding.Evidence.Where(e => IsKnown(finding, e)).ToList();
            if (old.Count > 0 || (finding.Evidence.Count == 0 && serving.Has(new(finding.Id, null, finding.Severity))))
                known.Add(finding with { Evidence = old });
            if (old.Count < finding.Evidence.Count || (finding.Evidence.Count == 0 && known.LastOrDefault()?.Id != finding.Id))
                stopping.Add(finding with { Evidence = [.. finding.Evidence.Except(old)] });
        }

        return new(stopping, known, unjudged);
    }

    private bool IsKnown(Finding finding, Evidence evidence)
    {
        if (ValidationCatalogue.All.Any(c => c.About.Id == finding.Id && c.About.LeaksByDeploy))
            return false;
        if (serving.Has(new(finding.Id, GateFinding.SubjectOf(evidence), finding.Severity)))
            return true;
        // Somebody promised to have it right by then.
        return !finding.WaiverEnded && Serves(evidence);
    }

    private bool Serves(Evidence evidence) => evidence.Where?.Split(':')[0] is { } file
        && (file == envFile ? evidence.Subject is { } key && serving.SameKeys.Contains(key) : serving.SameContent);
}
