namespace Slipway.Project;

/// <summary>A check that may fail for a while.</summary>
/// <param name="Check">The check's id.</param>
/// <param name="Reason">Why it is let be.</param>
/// <param name="Owner">Who answers for it.</param>
/// <param name="Until">Its last day, UTC.</param>
public sealed record Waiver(string Check, string Reason, string Owner, DateOnly Until)
{
    /// <summary>The key, path or package that is waived; null = all that the check finds.</summary>
    public string? Subject { get; init; }

    /// <summary><c>file:line:column</c> of the waiver.</summary>
    public string? Where { get; init; }
}
