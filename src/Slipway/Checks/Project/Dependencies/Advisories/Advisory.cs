namespace Slipway.Checks.Project.Dependencies.Advisories;

/// <summary>A published weakness of a package.</summary>
/// <param name="Severity">As the tool says it; <see cref="Severity.High"/> where it says none.</param>
/// <param name="Id">CVE, GHSA or address; may be empty.</param>
public sealed record Advisory(string Package, Severity Severity, string Title, string Id);
