using System.Diagnostics;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Slipway.EnvFiles;
using Slipway.Tests.Support;
using Xunit;

namespace Slipway.Tests.EnvFiles;

public class EnvReaderTest
{
    /// <summary>One text, what each program makes of A; "-" = not set, "!" = the file is refused. The tests against the real programs prove these rules on thousands of files.</summary>
    [Theory]
    [InlineData("A=b c", "!", "b c", "b c", "b c", "b c", "!", "b c")]
    [InlineData("A=b # c", "b", "b", "b # c", "b", "b # c", "b", "b")]
    [InlineData("A=b#c", "b", "b#c", "b#c", "b#c", "b#c", "b#c", "b")]
    [InlineData("A= # c", "", "# c", " # c", "# c", "# c", "", "")]
    [InlineData("A='it''s'", "!", "-", "it''s", "!", "its", "its", "it''s")]
    [InlineData("A=\"b\\nc\"", "b\nc", "b\nc", "b\\nc", "b\nc", "b\\nc", "b\\nc", "b\nc")]
    [InlineData("A=\"b\\qc\"", "!", "b\\qc", "bqc", "b\\qc", "b\\qc", "b\\qc", "b\\qc")]
    [InlineData("A='b\\\\c'", "b\\\\c", "b\\c", "b\\\\c", "b\\\\c", "b\\\\c", "b\\\\c", "b\\\\c")]
    [InlineData("X=1\nA=${X}", "1", "1", "${X}", "1", "${X}", "1", "${X}")]
    [InlineData("X=1\nA='${X}'", "${X}", "1", "${X}", "${X}", "${X}", "${X}", "${X}")]
    [InlineData("X=1\nA=$X", "$X", "$X", "$X", "1", "$X", "1", "$X")]
    [InlineData("A=\"${NONE}\"", "${NONE}", "", "${NONE}", "", "${NONE}", "", "${NONE}")]
    [InlineData("A=\"${NONE:-d}\"", "${NONE:-d}", "d", "${NONE:-d}", "d", "${NONE:-d}", "d", "${NONE:-d}")]
    [InlineData("A=$$B", "$$B", "$$B", "$$B", "$B", "$$B", "!", "$$B")]
    [InlineData("A=\"b\nc\"", "b\nc", "b\nc", "\"b", "b\nc", "b\nc", "b\nc", "b\nc")]
    [InlineData("A='b\nc'", "!", "b\nc", "'b", "b\nc", "b\nc", "b\nc", "b\nc")]
    [InlineData("export A=b", "!", "b", "b", "b", "-", "b", "b")]
    [InlineData("A = b", "b", "b", "-", "b", "b", "!", "b")]
    [InlineData("A=b\r\n", "b", "b", "b", "b", "b", "b\r", "b")]
    [InlineData("\uFEFFA=b", "b", "-", "-", "b", "-", "!", "b")]
    [InlineData("A=1\nA=2", "2", "2", "2", "2", "2", "2", "2")]
    [InlineData("A: b", "!", "-", "-", "b", "-", "!", "b")]
    [InlineData("A=b;c", "b;c", "b;c", "b;c", "b;c", "b;c", "!", "b;c")]
    [InlineData("A=`b`", "`b`", "`b`", "`b`", "`b`", "`b`", "!", "b")]
    [InlineData("A=~", "~", "~", "~", "~", "~", "!", "~")]
    [InlineData("A=b\\\nB=c", "b\\", "b\\", "b\\", "b\\", "bB=c", "bB=c", "b\\")]
    [InlineData("A=1\nA", "-", "-", "1", "-", "1", "!", "1")]
    public void Each_program_has_its_own_reading(string text, params string[] expected)
    {
        EnvDialect[] dialects = [EnvDialect.Phpdotenv, EnvDialect.PythonDotenv, EnvDialect.DjangoEnviron, EnvDialect.Compose, EnvDialect.Systemd, EnvDialect.Shell, EnvDialect.NodeDotenv];

        Assert.Equal(expected, dialects.Select(d => EnvReader.Read(text, d)).Select(r => r.Refused ? "!" : r.Find("A")?.Reveal() ?? "-"));
    }

    [Fact]
    public void Entry_tells_where_it_stands_and_how_it_is_written()
    {
        const string text = "\uFEFF# c\r\n  export AB='b'  # d\r\nC=\"x\r\ny\"\r\nD=\r\n";

        var entries = EnvReader.Read(text, EnvDialect.PythonDotenv).Entries;
        var shell = EnvReader.Read("E='a'\"b\" F=c", EnvDialect.Shell).Entries;

        Assert.Equal(
            [("AB", 2, 10, EnvQuoting.SingleQuotes, "'b'"), ("C", 3, 1, EnvQuoting.DoubleQuotes, "\"x\r\ny\""), ("D", 5, 1, EnvQuoting.Plain, "")],
            entries.Select(e => (e.Key, e.Line, e.Column, e.Quoting, text[e.Raw])));
        Assert.Equal([("E", 1, EnvQuoting.Mixed), ("F", 10, EnvQuoting.Plain)], shell.Select(e => (e.Key, e.Column, e.Quoting)));
    }

    [Fact]
    public void Problems_of_each_program_come_at_once_and_show_no_value()
    {
        (EnvDialect Dialect, string Text)[] files =
        [
            (EnvDialect.Phpdotenv, "A=sentinel sentinel\nB=\"sentinel\\q\"\nsentinel sentinel\n=sentinel\nC='sentinel\nD='sentinel'sentinel\nE=\"sentinel"),
            (EnvDialect.PythonDotenv, "sentinel sentinel\nA='b'sentinel\nB=\"sentinel"),
            (EnvDialect.DjangoEnviron, " A=sentinel\nsentinel"),
            (EnvDialect.Compose, "A=${sentinel:?sentinel}"),
            (EnvDialect.Systemd, "# sentinel\\\nsentinel\n1A=sentinel\nsentinel\nB=\"sentinel"),
            (EnvDialect.Shell, "A=$(sentinel)\n"),
            (EnvDialect.NodeDotenv, "A=1\nsentinel\n"),
        ];
        var told = new StringBuilder();
        foreach (var (dialect, text) in files)
        {
            var reading = EnvReader.Read(text, dialect);
            told.Append($"== {dialect}{(reading.Refused ? ", refused" : "")}\n").Append(ProblemText.Of(reading.Problems));
        }

        Assert.DoesNotContain("sentinel", told.ToString());
        Golden.Matches(told.ToString(), "env-dialect-problems");
    }

    /// <summary>As dash 0.5.12 and bash 5.2 read it.</summary>
    [Theory]
    [InlineData("$K0\\\nB", "")]
    [InlineData("\"$K0\\\nB|\"", "|")]
    [InlineData("${K\\\n0}x", "ax")]
    [InlineData("${K0\\\n-d}", "a")]
    [InlineData("$K0\\\n/x", "a/x")]
    [InlineData("${Z\\\nZ:-d}", "d")]
    public void A_shell_joins_lines_also_within_a_name(string value, string read) =>
        Assert.Equal(read, EnvReader.Read($"K0=a\nV={value}\n", EnvDialect.Shell).Final["V"].Value.Reveal());

    [Theory]
    [InlineData(EnvDialect.Phpdotenv), InlineData(EnvDialect.PythonDotenv), InlineData(EnvDialect.Compose), InlineData(EnvDialect.Shell)]
    public void Values_that_grow_without_end_are_refused(EnvDialect dialect)
    {
        var text = new StringBuilder("A0=0123456789\n");
        for (var i = 1; i < 100; i++)
            text.Append($"A{i}=${{A{i - 1}}}${{A{i - 1}}}${{A{i - 1}}}\n");
        var many = new StringBuilder("B=" + new string('x', 100_000) + "\n");
        for (var i = 1; i < 1_000; i++)
            many.Append($"C{i}=${{B}}\n");

        foreach (var grown in (StringBuilder[])[text, many])
        {
            var reading = EnvReader.Read(grown.ToString(), dialect);

            Assert.True(reading.Refused);
            Assert.Equal(["env.too-much"], reading.Problems.Select(p => p.Code).Distinct());
        }
    }

    [Fact]
    public void Random_text_is_read_by_every_dialect_in_short_time() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(2_000), Prop.ForAll(
        Gen.Elements("A", "B", "=", ":", "\"", "'", "`", "\\", "$", "{", "}", "${", "${A", ":-", "\n", "\r", " ", "#", "\t", "\f", "\v", "export ", "ä", "\uD83D\uDE00", "\uFEFF", "\u2028", ";", "~", "\0", "\uD800")
            .ArrayOf().ToArbitrary(), parts =>
        {
            var text = string.Concat(parts);
            foreach (var dialect in Enum.GetValues<EnvDialect>())
            {
                var reading = EnvReader.Read(text, dialect);
                if (!reading.Entries.All(e => e.Line > 0 && e.Column > 0 && e.Raw.GetOffsetAndLength(text.Length).Offset >= 0) || reading.Problems.Any(p => p.Remedy is null || p.Where is null))
                    return false;
            }

            return EnvDifferences.Of(text, EnvDialect.Phpdotenv, Enum.GetValues<EnvDialect>()).All(d => d.Line > 0 && d.Dialects.Count > 0);
        }));

    /// <summary>Texts that make a careless reader look ahead to the end from each place.</summary>
    [Theory]
    [InlineData("\n"), InlineData("\""), InlineData("'"), InlineData("A='"), InlineData("A=\"\n"), InlineData("A='\\'\n"), InlineData("${"), InlineData("A=${A"), InlineData("A=\"${A:-"), InlineData("$"), InlineData("\\"),
     InlineData("A=b\\\n"), InlineData(" "), InlineData("A= "), InlineData("A=`\n"), InlineData("#"), InlineData("A=#"), InlineData("export "), InlineData("A=$A$A\n"), InlineData("A=\"\\\"\n"), InlineData("A:\n"), InlineData("${A:-"), InlineData("A=1\n")]
    public void Largest_file_of_one_pattern_is_read_without_looking_ahead_from_each_place(string pattern)
    {
        var text = string.Concat(Enumerable.Repeat(pattern, EnvFile.MaxBytes / pattern.Length));
        foreach (var whole in (string[])[text, "A=" + text, "A=\"" + text])
        {
            var slow = new List<string>();
            foreach (var dialect in Enum.GetValues<EnvDialect>())
            {
                var watch = Stopwatch.StartNew();
                EnvReader.Read(whole, dialect);
                if (watch.Elapsed > TimeSpan.FromMinutes(1)) // one that looks ahead from each place takes hours
                    slow.Add($"{dialect}: {watch.Elapsed}");
            }

            Assert.Empty(slow);
        }
    }
}
