using Slipway.Cli.Explain;

namespace Slipway.Tests.Problems;

/// <param name="Factory">The method that makes it.</param>
internal sealed record FoundProblem(string Factory, KnownProblem Known)
{
    public static FoundProblem Of(IReadOnlyList<ProblemWay> ways) => new(ways[0].Factory, new KnownProblem(
        ways[0].Code,
        string.Join(" / ", ways.SelectMany(way => way.Titles).Distinct()),
        ways.SelectMany(way => way.Details).Distinct().ToList() is [_, ..] details ? string.Join("\nor: ", details) : null,
        [.. ways.SelectMany(way => way.Causes).Distinct()],
        string.Join("\nor: ", ways.SelectMany(way => way.Remedies).Distinct()),
        ways[0].Exit));
}
