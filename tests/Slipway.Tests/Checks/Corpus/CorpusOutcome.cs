namespace Slipway.Tests.Checks.Corpus;

/// <summary>What a case showed.</summary>
/// <param name="Missed">Ids that should have failed and did not.</param>
/// <param name="Alarms">Findings that should not be there.</param>
internal sealed record CorpusOutcome(string Name, int Expected, int Found, IReadOnlyList<string> Missed, IReadOnlyList<string> Alarms)
{
    public override string ToString() =>
        $"{Name}:{(Missed.Count > 0 ? $" missed {string.Join(", ", Missed)}" : "")}{(Alarms.Count > 0 ? $" false alarm {string.Join("; ", Alarms)}" : "")}";
}
