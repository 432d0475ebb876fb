namespace Slipway.Checks;

/// <summary>How many checks ended how.</summary>
public sealed record FindingCounts(int Pass, int Warn, int Fail, int Skip, int Unknown)
{
    public static FindingCounts Of(IReadOnlyCollection<Finding> findings)
    {
        int Count(CheckOutcome outcome) => findings.Count(f => f.Outcome == outcome);
        return new(Count(CheckOutcome.Pass), Count(CheckOutcome.Warn), Count(CheckOutcome.Fail), Count(CheckOutcome.Skip), Count(CheckOutcome.Unknown));
    }
}
