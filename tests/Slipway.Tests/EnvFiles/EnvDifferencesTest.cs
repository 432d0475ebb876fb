using Slipway.EnvFiles;
using Xunit;

namespace Slipway.Tests.EnvFiles;

public class EnvDifferencesTest
{
    private static readonly EnvDialect[] Others = [EnvDialect.PythonDotenv, EnvDialect.DjangoEnviron, EnvDialect.Compose, EnvDialect.Systemd, EnvDialect.Shell, EnvDialect.NodeDotenv];

    [Theory]
    [InlineData("A=b", "")]
    [InlineData("# c\n\nA='b c'\nB=\"it's\"\nC=http://h/?a=b", "")]
    [InlineData("A=\"${A}\"", "1:1 A Interpolation PythonDotenv,Compose,Shell")]
    [InlineData("A=b\nAB=\"${A}\"", "2:1 AB Interpolation DjangoEnviron,Systemd,NodeDotenv")]
    [InlineData("A=b # c", "1:1 A Comment DjangoEnviron,Systemd")]
    [InlineData("A=\"b\\nc\"", "1:1 A Escape DjangoEnviron,Systemd,Shell")]
    [InlineData("A=\"b\nc\"", "1:1 A MultiLine DjangoEnviron\n2:1 - NoAssignment DjangoEnviron")]
    [InlineData("export AB=c", "1:8 AB Export Systemd")]
    [InlineData("A = b", "1:1 A Blanks DjangoEnviron,Shell")]
    [InlineData("\uFEFFA=b", "1:1 A Mark PythonDotenv,DjangoEnviron,Systemd,Shell")]
    [InlineData("A=b;c", "1:1 A Other Shell")]
    public void Line_that_others_read_differently_is_told(string text, string expected) =>
        Assert.Equal(expected, Shown(EnvDifferences.Of(text, EnvDialect.Phpdotenv, Others)));

    [Fact]
    public void Line_that_the_own_reader_passes_over_is_told_when_another_takes_it() =>
        Assert.Equal("1:1 - NoAssignment Compose,NodeDotenv", Shown(EnvDifferences.Of("A: b", EnvDialect.DjangoEnviron, [EnvDialect.Compose, EnvDialect.NodeDotenv])));

    [Fact]
    public void Name_that_another_program_drops_later_is_told() =>
        Assert.Equal("1:1 A Twice PythonDotenv", Shown(EnvDifferences.Of("A=1\nA", EnvDialect.Systemd, [EnvDialect.PythonDotenv])));

    private static string Shown(IEnumerable<EnvDifference> differences) =>
        string.Join("\n", differences.Select(d => $"{d.Line}:{d.Column} {d.Key ?? "-"} {d.Kind} {string.Join(",", d.Dialects)}"));
}
