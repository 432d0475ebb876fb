namespace Slipway.Tests.Problems;

/// <summary>One way in which a factory makes a problem; each text as its alternatives.</summary>
internal sealed record ProblemWay(
    string Factory, string Code, IReadOnlyList<string> Titles, IReadOnlyList<string> Details, IReadOnlyList<string> Causes, IReadOnlyList<string> Remedies, int? Exit);
