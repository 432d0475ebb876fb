using System.Text.RegularExpressions;
using Xunit;

namespace Slipway.Tests.Architecture;

public partial class NamesTest
{
    // A service is Compose's own noun.
    private static readonly string[] Vague = ["Manager", "Helper", "Helpers", "Util", "Utils", "Service", "Base", "Impl", "Common"];

    [Fact]
    public void A_name_belongs_to_one_type_of_the_product()
    {
        var twice = Types("src").GroupBy(type => type.Name).Where(types => types.Select(type => MainFile(type.Path)).Distinct().Skip(1).Any());
        Assert.Empty(twice.Select(types => $"{types.Key}: {string.Join(", ", types.Select(type => type.Path))}"));
    }

    [Fact]
    public void A_type_says_what_it_is() =>
        Assert.Empty(Types("src").Where(type => type.Name != "ComposeService" && Vague.Any(word => type.Name.EndsWith(word, StringComparison.Ordinal))).Select(type => $"{type.Path}: {type.Name}"));

    [Fact]
    public void A_class_with_tests_is_named_after_its_subject_and_Test()
    {
        var tests = Sources.Below("tests").Where(file => file.Lines.Any(line => TestMark().IsMatch(line))).ToList();
        Assert.True(tests.Count > 100, $"only {tests.Count} files with tests");
        Assert.Empty(tests.Where(file => !file.Path.EndsWith("Test.cs", StringComparison.Ordinal)).Select(file => file.Path));
    }

    // Posix.Descriptors.cs is a part of Posix.cs.
    private static string MainFile(string path) => Path.Combine(Path.GetDirectoryName(path)!, Path.GetFileName(path).Split('.')[0]);

    private static IEnumerable<(string Path, string Name)> Types(string folder) =>
        from file in Sources.Below(folder)
        from line in file.Lines
        let match = TypeLine().Match(line)
        where match.Success
        select (file.Path, match.Groups["name"].Value);

    [GeneratedRegex(@"^(public |internal |file |abstract |sealed |static |partial |readonly |unsafe |ref )*(class|record struct|record|struct|enum|interface) (?<name>\w+)")]
    private static partial Regex TypeLine();

    [GeneratedRegex(@"^\s*\[(Fact|Theory)\b")]
    private static partial Regex TestMark();
}
