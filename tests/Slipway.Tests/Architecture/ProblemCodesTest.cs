using System.Text.RegularExpressions;
using Xunit;

namespace Slipway.Tests.Architecture;

/// <summary>Reads the factories of problems as text: <c>new Problem("area.what", …)</c>, <c>=&gt; new("area.what", …)</c>, <c>New(host, "area.what", …)</c>.</summary>
public partial class ProblemCodesTest
{
    [Fact]
    public void A_code_is_given_in_one_place_only()
    {
        var twice = All().GroupBy(made => made.Code).Where(places => places.Count() > 1);
        Assert.Empty(twice.Select(places => $"{places.Key}: {string.Join(", ", places.Select(made => made.Path))}"));
    }

    [Fact]
    public void Every_problem_has_a_remedy() =>
        Assert.Empty(All().Where(made => !HasRemedy(made.Arguments)).Select(made => $"{made.Path}: {made.Code}"));

    [Fact]
    public void Codes_are_lower_case_words_with_hyphens() =>
        Assert.Empty(All().Where(made => !CodeForm().IsMatch(made.Code)).Select(made => $"{made.Path}: {made.Code}"));

    [Fact]
    public void Problems_are_found_by_this_test() =>
        Assert.Contains(All(), made => made.Code == "cli.needs-yes");

    [Theory]
    [InlineData("\"a.b\", \"title\", Remedy: \"do\"", true)]
    [InlineData("\"a.b\", \"title\", \"detail\", [\"one\", \"two\"], \"do\"", true)]
    [InlineData("\"a.b\", \"title, with, many, commas, in it\"", false)]
    [InlineData("\"a.b\", $\"{Of(1, 2, 3, 4)}\", Of(1, 2, 3)", false)]
    public void A_remedy_is_the_fifth_argument_or_named(string arguments, bool has) => Assert.Equal(has, HasRemedy(arguments));

    private static IEnumerable<(string Path, string Code, string Arguments)> All() =>
        from file in Sources.Below("src")
        let text = string.Join('\n', file.Lines)
        from Match match in Creation().Matches(text)
        let start = match.Groups["code"].Index - 1
        let arguments = text[start..EndOfArguments(text, start)]
        where !arguments.Contains("Severity.") // a check's description
        select (file.Path, match.Groups["code"].Value, arguments);

    private static bool HasRemedy(string arguments) => arguments.Contains("Remedy:") || TopLevelCommas(arguments) >= 4;

    private static int TopLevelCommas(string text)
    {
        var (depth, commas) = (0, 0);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '"')
                i = EndOfString(text, i);
            else if (text[i] is '(' or '[' or '{')
                depth++;
            else if (text[i] is ')' or ']' or '}')
                depth--;
            else if (text[i] == ',' && depth == 0)
                commas++;
        }

        return commas;
    }

    private static int EndOfArguments(string text, int start)
    {
        var depth = 1;
        for (var i = start; i < text.Length; i++)
        {
            if (text[i] == '"')
                i = EndOfString(text, i);
            else if (text[i] == '(')
                depth++;
            else if (text[i] == ')' && --depth == 0)
                return i;
        }

        return text.Length;
    }

    // Strings inside the braces of an interpolated string come in pairs of quotes, so skipping quote by quote stays in step.
    private static int EndOfString(string text, int start)
    {
        for (var i = start + 1; i < text.Length; i++)
        {
            if (text[i] == '\\')
                i++;
            else if (text[i] == '"')
                return i;
        }

        return text.Length;
    }

    [GeneratedRegex("""\b(?:Problem|new|New|Make)\s*\(\s*(?:\w+,\s*)?"(?<code>[A-Za-z]+\.[A-Za-z0-9_.-]+)"\s*,""")]
    private static partial Regex Creation();

    [GeneratedRegex("^[a-z]+(\\.[a-z0-9]+(-[a-z0-9]+)*)+$")]
    private static partial Regex CodeForm();
}
