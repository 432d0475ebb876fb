namespace Slipway.Checks.Project.Dependencies;

/// <summary>A package that the project asks for by itself.</summary>
/// <param name="Range">What versions it takes, as written; empty = any.</param>
/// <param name="IsDev">Only for development.</param>
/// <param name="Where"><c>file:line</c>.</param>
public sealed record Wanted(string Name, string Range, bool IsDev, string Where);
