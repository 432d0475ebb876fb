namespace Slipway.Checks.Project.Dependencies.Advisories;

/// <summary>What the audit tool of one ecosystem said of one manifest.</summary>
/// <param name="Manifest">Its path.</param>
/// <param name="Reason">Why there is no answer; null when there is one.</param>
public sealed record AdvisoryAnswer(string Manifest, string? Reason, IReadOnlyList<Advisory> Advisories);
