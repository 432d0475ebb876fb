using FsCheck;
using FsCheck.Fluent;
using Slipway.EnvFiles;
using Slipway.Problems;
using Slipway.Secrets;
using Xunit;

namespace Slipway.Tests.EnvFiles;

public class EnvTextTest
{
    [Theory]
    [InlineData("# shop\r\nA=1 # one\r\n\r\nB='2'\r\n", "A", "new", "# shop\r\nA=new # one\r\n\r\nB='2'\r\n")]
    [InlineData("A='1'\nB=2", "A", "it is", "A='it is'\nB=2")]
    [InlineData("A=\"1\"\n", "A", "2", "A=\"2\"\n")]
    [InlineData("A='1'\n", "A", "it's", "A=\"it's\"\n")]
    [InlineData("A=1\n", "A", "a b", "A='a b'\n")]
    [InlineData("A=1\n", "A", "", "A=\n")]
    [InlineData("A=# none\n", "A", "x", "A=x # none\n")]
    [InlineData("A=\n", "A", "x", "A=x\n")]
    [InlineData("A=  # none\n", "A", "x", "A=x  # none\n")]
    [InlineData("A = \t\nB=1", "A", "x", "A =x\nB=1")]
    [InlineData("A=1", "B", "2", "A=1\nB=2\n")]
    [InlineData("", "B", "2", "B=2\n")]
    [InlineData("\uFEFF", "B", "2", "\uFEFFB=2\n")]
    [InlineData("A=1\r\n", "B", "2", "A=1\r\nB=2\r\n")]
    [InlineData("A=1\nA=2\n", "A", "3", "A=1\nA=3\n")]
    [InlineData("A=1\n", "A", "$x", "A='$x'\n")]
    [InlineData("A=1\n", "A", "1", "A=1\n")]
    public void Set_changes_the_value_alone(string text, string key, string value, string expected) =>
        Assert.Equal(expected, EnvText.Parse(text, EnvDialect.Phpdotenv).Set(key, new(value)).ToString());

    [Fact]
    public void New_name_stands_after_the_one_it_follows() =>
        Assert.Equal("A=1\nB=2\nC=3\n", EnvText.Parse("A=1\nC=3\n", EnvDialect.Phpdotenv).Set("B", new("2"), after: "A").ToString());

    [Fact]
    public void Value_that_the_program_cannot_be_given_is_a_problem()
    {
        var problem = Assert.Throws<ProblemException>(() => EnvText.Parse("A=1\n", EnvDialect.DjangoEnviron).Set("A", new("sentinel\nsentinel"))).Problem;

        Assert.Equal(("env.write", "the value of `A` cannot be written into this file", "django-environ has no way to write it"), (problem.Code, problem.Title, problem.Detail));
    }

    [Theory]
    [InlineData("# c\nA=1\nB=2\n", "# c\nB=2\n"), InlineData("A=1\r\nB=2", "B=2"), InlineData("B=1\nA=\"x\ny\"", "B=1\n"), InlineData("A=1\nB=1\nexport  A=2\n", "B=1\n"), InlineData("B=1\n", "B=1\n")]
    public void Remove_takes_the_lines_of_the_name(string text, string expected) =>
        Assert.Equal(expected, EnvText.Parse(text, EnvDialect.PythonDotenv).Remove("A").ToString());

    /// <summary>Values as people have them, also with every special character.</summary>
    [Fact]
    public void What_was_set_is_read_back_and_all_else_stays() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(400), Prop.ForAll(
        Gen.Elements('a', 'Z', '0', ' ', '#', '\'', '"', '\\', '$', '{', '}', '`', ';', '=', '~', '!', 'ä', '\n').ArrayOf().Select(c => new string(c)).ToArbitrary(),
        Gen.Elements(EnvDialect.Phpdotenv, EnvDialect.PythonDotenv, EnvDialect.DjangoEnviron, EnvDialect.Compose, EnvDialect.Systemd, EnvDialect.Shell, EnvDialect.NodeDotenv).ToArbitrary(),
        (value, dialect) =>
        {
            var before = EnvText.Parse("# c\nX=1\nA='old'\n\nB=\"2\"\n", dialect);
            try
            {
                var after = before.Set("A", new Secret(value));
                var values = after.Reading.Final.ToDictionary(f => f.Key, f => f.Value.Value.Reveal());
                return values.Count == 3 && values["A"] == value && values["X"] == "1" && values["B"] == "2"
                    && after.ToString().StartsWith("# c\nX=1\nA=", StringComparison.Ordinal) && after.ToString().EndsWith("\n\nB=\"2\"\n", StringComparison.Ordinal)
                    && after.Set("A", new("old")).ToString() is "# c\nX=1\nA='old'\n\nB=\"2\"\n" or "# c\nX=1\nA=old\n\nB=\"2\"\n" or "# c\nX=1\nA=\"old\"\n\nB=\"2\"\n" or "# c\nX=1\nA=`old`\n\nB=\"2\"\n";
            }
            catch (ProblemException)
            {
                return dialect is not EnvDialect.Systemd and not EnvDialect.Shell && value.AsSpan().IndexOfAny("'\"\\$\n`") >= 0;
            }
        }));

    /// <summary>Values without quotes, backslashes, dollars and line ends can be written so that every program reads them.</summary>
    [Fact]
    public void Ordinary_value_is_written_for_every_program() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(
        Gen.Elements('a', 'Z', '0', ' ', '#', ';', '=', '~', '!', 'ä', '+', '/', '&', '(', '<', '|', '*', ':').ArrayOf().Select(c => new string(c)).ToArbitrary(), value =>
        {
            var text = EnvText.Parse("X=1\n", EnvDialect.Phpdotenv).Set("A", new(value)).ToString();
            return Enum.GetValues<EnvDialect>().All(d => EnvReader.Read(text, d).Find("A")?.Reveal() == value);
        }));
}
