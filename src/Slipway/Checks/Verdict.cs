namespace Slipway.Checks;

/// <summary>What a check says after it looked.</summary>
public sealed record Verdict(CheckOutcome Outcome)
{
    public static Verdict Pass { get; } = new(CheckOutcome.Pass);

    /// <summary>What is wrong, in place of the check's title: <c>Debug mode is on</c>.</summary>
    public string? Title { get; init; }

    /// <summary>What was seen; for <see cref="CheckOutcome.Skip"/> and <see cref="CheckOutcome.Unknown"/> the reason.</summary>
    public IReadOnlyList<Evidence> Evidence { get; init; } = [];

    /// <summary>Null = those of the check's description.</summary>
    public IReadOnlyList<Cause>? Causes { get; init; }

    /// <summary>Null = that of the check's description.</summary>
    public Remedy? Remedy { get; init; }

    /// <summary>Null = that of the check's description.</summary>
    public Severity? Severity { get; init; }

    /// <summary>Passes when there is nothing to tell, else fails.</summary>
    public static Verdict FailIf(IEnumerable<Evidence> evidence, string? title = null) => If(CheckOutcome.Fail, evidence, title);

    /// <summary>Passes when there is nothing to tell, else warns.</summary>
    public static Verdict WarnIf(IEnumerable<Evidence> evidence, string? title = null) => If(CheckOutcome.Warn, evidence, title);

    public static Verdict Fail(string title, params IReadOnlyList<Evidence> evidence) => new(CheckOutcome.Fail) { Title = title, Evidence = evidence };

    public static Verdict Warn(string title, params IReadOnlyList<Evidence> evidence) => new(CheckOutcome.Warn) { Title = title, Evidence = evidence };

    /// <summary>There is nothing to look at.</summary>
    public static Verdict Skip(string reason) => new(CheckOutcome.Skip) { Evidence = [new(reason)] };

    /// <summary>It could not look.</summary>
    public static Verdict Unknown(string reason) => new(CheckOutcome.Unknown) { Evidence = [new(reason)] };

    private static Verdict If(CheckOutcome outcome, IEnumerable<Evidence> evidence, string? title) =>
        evidence.ToList() is { Count: > 0 } seen ? new(outcome) { Title = title, Evidence = seen } : Pass;
}
