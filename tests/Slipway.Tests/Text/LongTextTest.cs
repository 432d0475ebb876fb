using Slipway.Problems;
using Slipway.Text;
using Xunit;

namespace Slipway.Tests.Text;

public class LongTextTest
{
    [Theory]
    [InlineData("", 4, "")]
    [InlineData("abcd", 4, "abcd")]
    [InlineData("abcdef", 4, "ab … (2 characters left out) … ef")]
    [InlineData("abcdefg", 5, "ab … (2 characters left out) … efg")]
    [InlineData("a😀xx😀b", 4, "a … (6 characters left out) … b")]
    public void The_middle_is_left_out_and_no_character_is_halved(string text, int most, string expected) =>
        Assert.Equal(expected, LongText.Cut(text, most));

    [Fact]
    public void A_problem_keeps_the_start_and_the_end_of_its_evidence()
    {
        var said = "begin " + new string('x', 2 * Problem.MaxDetail) + " end";
        foreach (var problem in (Problem[])[new("a.b", "Title", said), new Problem("a.b", "Title") with { Detail = said }])
        {
            Assert.StartsWith("begin x", problem.Detail);
            Assert.EndsWith("x end", problem.Detail);
            Assert.InRange(problem.Detail!.Length, Problem.MaxDetail, Problem.MaxDetail + 60);
        }
    }
}
