using Slipway.Checks;

namespace Slipway.Deployments.Gates;

/// <summary>What the checks said of a release when it was deployed, as the host's journal keeps it. It holds no value of anything.</summary>
public sealed record GateRecord
{
    /// <summary>More are not kept; what is not kept counts as new.</summary>
    private const int Most = 2000;

    /// <summary>Ids of all checks that there were.</summary>
    public required IReadOnlyList<string> Catalogue { get; init; }

    /// <summary>What failed, whatever its severity: once for each subject.</summary>
    public IReadOnlyList<GateFinding> Findings { get; init; } = [];

    /// <summary>Why the release was deployed although its checks stop it; null = they did not.</summary>
    public DespiteChecks? Despite { get; init; }

    /// <param name="findings">What was judged now.</param>
    /// <param name="before">The serving release's; what was not judged now is taken from it.</param>
    public static GateRecord Of(IReadOnlyList<Finding> findings, GateRecord? before)
    {
        var judged = findings.Select(f => f.Id).ToHashSet();
        return new GateRecord
        {
            Catalogue = [.. ValidationCatalogue.All.Select(c => c.About.Id)],
            Findings =
            [
                .. findings.Where(f => f.Outcome == CheckOutcome.Fail).SelectMany(GateFinding.Of)
                    .Concat((before?.Findings ?? []).Where(f => !judged.Contains(f.Check)))
                    .Distinct().Take(Most),
            ],
        };
    }
}
