using System.Text.RegularExpressions;
using Slipway.Tests.Problems;
using Xunit;

namespace Slipway.Tests.Architecture;

public partial class ProblemCodesTest
{
    [Fact]
    public void A_code_is_given_in_one_place_only()
    {
        var twice = ProblemSources.All.GroupBy(found => found.Known.Code).Where(places => places.Count() > 1);
        Assert.Empty(twice.Select(places => $"{places.Key}: {string.Join(", ", places.Select(found => found.Factory))}"));
    }

    [Fact]
    public void Every_problem_has_a_title_and_a_remedy() =>
        Assert.Empty(ProblemSources.All.Where(found => found.Known.Title.Length == 0 || found.Known.Remedy.Length == 0).Select(found => $"{found.Factory}: {found.Known.Code}"));

    [Fact]
    public void Codes_are_lower_case_words_with_hyphens() =>
        Assert.Empty(ProblemSources.All.Where(found => !CodeForm().IsMatch(found.Known.Code)).Select(found => $"{found.Factory}: {found.Known.Code}"));

    [GeneratedRegex("^[a-z]+(\\.[a-z0-9]+(-[a-z0-9]+)*)+$")]
    private static partial Regex CodeForm();
}
