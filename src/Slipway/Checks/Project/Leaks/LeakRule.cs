namespace Slipway.Checks.Project.Leaks;

/// <summary>One kind of secret.</summary>
/// <param name="Id">Stable, lower case: <c>github-token</c>.</param>
/// <param name="Title">As a finding names it: "GitHub token".</param>
/// <param name="Remedy">What to do with one that was found.</param>
public sealed record LeakRule(string Id, string Title, Confidence Confidence, string Remedy)
{
    /// <summary>True when it opens something real wherever it stands, also in tests and documentation.</summary>
    public bool IsLive { get; init; }

    /// <summary>True when it opens nothing that matters: a key of a provider's test mode.</summary>
    public bool IsTestMode { get; init; }

    /// <summary>Texts of which one begins or surrounds it; exact case.</summary>
    internal IReadOnlyList<string> Anchors { get; init; } = [];

    internal LeakMatcher? Matcher { get; init; }
}
