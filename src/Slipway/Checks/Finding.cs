using System.Text.Json.Serialization;

namespace Slipway.Checks;

/// <summary>A check's verdict with all that a person needs to act on it; the form is the one of docs/json.md.</summary>
public sealed record Finding(string Id, CheckOutcome Outcome, Severity Severity, string Title)
{
    public required CheckSection Section { get; init; }

    /// <summary>The first place, <c>file:line:column</c>.</summary>
    public string? Where => Evidence.FirstOrDefault(e => e.Where is not null)?.Where;

    /// <summary>The host it was seen on; null on this machine.</summary>
    public string? Host { get; init; }

    public IReadOnlyList<Evidence> Evidence { get; init; } = [];

    /// <summary>Only of failures and warnings.</summary>
    public IReadOnlyList<Cause> Causes { get; init; } = [];

    /// <summary>Only of failures and warnings.</summary>
    public Remedy? Remedy { get; init; }

    /// <summary>The id of the check that it depends on and that did not pass.</summary>
    public string? Because { get; init; }

    /// <summary>Why a person lets it be; the outcome is then <see cref="CheckOutcome.Skip"/>.</summary>
    public string? Waived { get; init; }

    /// <summary>It was waived, and the waiver's last day is over.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool WaiverEnded { get; init; }

    /// <summary>How long it took, milliseconds; what it shares with other checks counts for the first.</summary>
    public long Ms { get; init; }

    public static Finding Of(CheckAbout about, Verdict verdict)
    {
        var told = verdict.Outcome is CheckOutcome.Fail or CheckOutcome.Warn;
        return new(about.Id, verdict.Outcome, verdict.Severity ?? about.Severity, verdict.Title ?? about.Title)
        {
            Section = about.Section,
            Evidence = verdict.Evidence,
            Causes = told ? verdict.Causes ?? about.Causes : [],
            Remedy = told ? verdict.Remedy ?? about.Remedy : null,
        };
    }

    /// <summary>True when a command that checks must end with exit code 3 because of it.</summary>
    public bool Breaks(FailOn threshold) => Outcome switch
    {
        CheckOutcome.Fail => threshold <= FailOn.Warn || Severity >= Severity.Info + (threshold - FailOn.Info),
        CheckOutcome.Warn => threshold <= FailOn.Warn,
        CheckOutcome.Unknown => threshold == FailOn.Unknown,
        _ => false,
    };

    /// <summary>Worst first, then in the order of sections and ids.</summary>
    public static IReadOnlyList<Finding> Sorted(IEnumerable<Finding> findings) =>
        [.. findings.OrderBy(f => Rank(f.Outcome)).ThenByDescending(f => f.Outcome is CheckOutcome.Pass or CheckOutcome.Skip ? 0 : (int)f.Severity)
            .ThenBy(f => f.Section).ThenBy(f => f.Id, StringComparer.Ordinal)];

    private static int Rank(CheckOutcome outcome) => outcome switch
    {
        CheckOutcome.Fail => 0,
        CheckOutcome.Warn => 1,
        CheckOutcome.Unknown => 2,
        CheckOutcome.Skip => 3,
        _ => 4,
    };
}
