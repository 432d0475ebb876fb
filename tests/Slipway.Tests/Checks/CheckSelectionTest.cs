using Slipway.Checks;
using Slipway.Problems;
using Xunit;

namespace Slipway.Tests.Checks;

public class CheckSelectionTest
{
    private static readonly Check[] All = [.. new[] { "env.debug_off", "env.types", "src.branch" }.Select(id => new StubCheck(id, () => Verdict.Pass))];

    [Theory]
    [InlineData("", "", "env.debug_off env.types src.branch")]
    [InlineData("env", "", "env.debug_off env.types")]
    [InlineData("env.*", "env.types", "env.debug_off")]
    [InlineData("src.branch", "", "src.branch")]
    [InlineData("", "src", "env.debug_off env.types")]
    public void Checks_are_chosen_by_id_or_group(string only, string skip, string chosen) =>
        Assert.Equal(chosen, string.Join(' ', CheckSelection.Of(All, Words(only), Words(skip)).Select(c => c.About.Id)));

    [Fact]
    public void A_word_that_names_no_check_is_refused_with_the_nearest()
    {
        var problem = Assert.Throws<ProblemException>(() => CheckSelection.Of(All, ["env.debug_of"], [])).Problem;
        Assert.Equal(("checks.unknown", "there is no check `env.debug_of`", "did you mean `env.debug_off`?", ExitCodes.Usage), (problem.Code, problem.Title, problem.Detail, problem.Exit));
    }

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
