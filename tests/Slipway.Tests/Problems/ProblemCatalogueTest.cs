using System.Text.Json;
using Slipway.Cli.Explain;
using Slipway.Tests.Support;
using Xunit;

namespace Slipway.Tests.Problems;

public class ProblemCatalogueTest
{
    [Fact]
    public void The_embedded_catalogue_is_what_the_sources_make() => Golden.MatchesRepositoryFile(
        JsonSerializer.Serialize([.. ProblemSources.All.Select(found => found.Known)], ProblemJson.Readable.IReadOnlyListKnownProblem) + "\n", ProblemCatalogue.RelativePath);
}
