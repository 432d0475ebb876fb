using System.Text.Json;
using Slipway.Checks;
using Slipway.Cli;
using Slipway.Cli.Commands;
using Slipway.Cli.Explain;
using Slipway.Tests.Support;
using Xunit;

namespace Slipway.Tests.Problems;

public class ProblemCatalogueTest
{
    [Fact]
    public void Embedded_catalogue_is_what_the_sources_make() => Golden.MatchesRepositoryFile(
        JsonSerializer.Serialize([.. ProblemSources.All.Select(found => found.Known)], ProblemJson.Readable.IReadOnlyListKnownProblem) + "\n", ProblemCatalogue.RelativePath);

    [Fact]
    public void Committed_reference_is_current() => Golden.MatchesRepositoryFile(ProblemReference.Write([.. ProblemSources.All.Select(found => found.Known)]), ProblemReference.RelativePath);

    [Fact]
    public void No_code_is_also_a_check() =>
        Assert.Empty(ProblemSources.All.Select(found => found.Known.Code).Intersect(ValidationCatalogue.All.Select(check => check.About.Id)));
}
