using System.Diagnostics;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Slipway.EnvFiles;
using Slipway.Problems;
using Slipway.Tests.Support;
using Xunit;

namespace Slipway.Tests.EnvFiles;

public class EnvFileTest
{
    [Theory]
    [InlineData("A=b", "b"), InlineData("A=", ""), InlineData("A=\"\"", ""), InlineData("A=''", ""), InlineData("  A = b  ", "b"), InlineData("export A=b", "b")]
    [InlineData("A=b # comment", "b"), InlineData("A='b # c' # d", "b # c"), InlineData("A=# comment", ""), InlineData("A=b\t#c", "b")]
    [InlineData("A='a\\n$b\"'", "a\\n$b\""), InlineData("A=\"a\\\"b\\\\c\\$d\\ne\\tf\"", "a\"b\\c$d\ne\tf"), InlineData("A=\"a\nb\"", "a\nb")]
    [InlineData("A='${X}'", "${X}"), InlineData("A=\"\\${X}\"", "${X}"), InlineData("A=$X", "$X"), InlineData("A=a\"b'c", "a\"b'c"), InlineData("A=a=b==", "a=b==")]
    [InlineData("A=b\r", null), InlineData("A=b\r\n", "b"), InlineData("A=\"a\r\nb\"\r\n", "a\nb"), InlineData("\uFEFFA=ä", "ä"), InlineData("A=base64:Zm9v+/8=", "base64:Zm9v+/8=")]
    public void Value_is_read(string text, string? expected)
    {
        if (expected is null)
            Assert.Equal("env.value", Assert.Throws<ProblemException>(() => Parse(text)).Problem.Code);
        else
            Assert.Equal(("A", expected), Parse(text).Entries.Select(e => (e.Key, e.Value.Reveal())).Single());
    }

    [Fact]
    public void Order_and_lines_are_kept()
    {
        var file = Parse("# c\nB=1\n\nA=\"x\ny\"\n  # d\nC=3");

        Assert.Equal([("B", "1", 2), ("A", "x\ny", 4), ("C", "3", 7)], file.Entries.Select(e => (e.Key, e.Value.Reveal(), e.Line)));
        Assert.Equal("***", file.Find("A")!.ToString());
    }

    [Fact]
    public void All_problems_come_at_once_and_show_no_value()
    {
        const string text = """
            just words sentinel
            1A=sentinel
            =sentinel
            A.B=sentinel
            C=sentinel sentinel
            D=sentinel#sentinel
            E=sentinel\sentinel
            F=${sentinel}
            G="sentinel ${sentinel}"
            H="sentinel\x"
            I="sentinel"sentinel
            J='sentinel'#sentinel
            K=sentinel
            K=sentinel
            ;L=sentinel
            M="sentinel${sentinel}sentinel\q
            second line" sentinel
            N='sentinel
            O="sentinel
            P=1
            """;

        var problems = Assert.Throws<ProblemException>(() => Parse(text + "\nQ=sentinel\u0001\n")).Problems;

        Golden.Matches(text + "\n----\n" + ProblemText.Of(problems), "env-problems");
        Assert.DoesNotContain("sentinel", ProblemText.Of(problems));
        Assert.All(problems, p => Assert.Equal(ExitCodes.Unreadable, p.Exit));
    }

    [Fact]
    public void Problems_of_files_that_are_no_text()
    {
        var folder = Directory.CreateTempSubdirectory("slipway-env-").FullName;
        try
        {
            var file = Path.Combine(folder, ".env");
            var problems = Of(() => EnvFile.Read(file)).Concat(Of(() => EnvFile.Read(folder))).ToList();
            File.WriteAllBytes(file, new byte[EnvFile.MaxBytes + 1]);
            problems.AddRange(Of(() => EnvFile.Read(file)));
            File.WriteAllBytes(file, [(byte)'A', (byte)'=', 0xE9]);
            problems.AddRange(Of(() => EnvFile.Read(file)));
            File.WriteAllText(file, "A=1\nB=\0\n");
            problems.AddRange(Of(() => EnvFile.Read(file)));
            File.WriteAllText(file, "\uFEFFA=1\n");
            problems.AddRange(Of(() => EnvFile.Read(file, EnvDialect.PythonDotenv)));
            var dangling = Path.Combine(folder, "dangling");
            File.CreateSymbolicLink(dangling, Path.Combine(folder, "nowhere"));
            problems.AddRange(Of(() => EnvFile.Read(dangling)));
            var loop = Path.Combine(folder, "loop");
            File.CreateSymbolicLink(loop, loop);
            problems.AddRange(Of(() => EnvFile.Read(loop)));
            using (var large = File.OpenWrite(file))
                large.SetLength(100_000_000);
            problems.AddRange(Of(() => EnvFile.Read(file)));
            problems.AddRange(Of(() => EnvFile.Read("/dev/zero")));
            Process.Start("mkfifo", Path.Combine(folder, "pipe")).WaitForExit();
            problems.AddRange(Of(() => EnvFile.Read(Path.Combine(folder, "pipe"))));
            problems.AddRange(Of(() => Parse("A=" + new string('x', EnvFile.MaxVariableBytes))));
            problems.AddRange(Of(() => EnvText.Parse("A=1\n", EnvDialect.DjangoEnviron).Set("A", new("x\ny"))));
            problems.AddRange(Of(() => EnvFile.Parse(Encoding.UTF8.GetBytes("A=" + new string('x', 100_000) + "\nB=${A}${A}"), ".env", EnvDialect.Phpdotenv)));
            problems.AddRange(Of(() => EnvFile.ToSystemd([new("A", new("x\u001b"), 0)])));
            problems.AddRange(Of(() => EnvFile.ToSystemd([new("A-B", new("x"), 0)])));
            problems.AddRange(Of(() => EnvFile.ToSystemd([new("A", new("x\uD800"), 0)])));

            Golden.Matches(ProblemText.Of(problems).Replace(folder, "/folder"), "env-files");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Values_are_those_of_the_dialect()
    {
        const string text = "APP_NAME=\"My shop\"\nMAIL_FROM_NAME=\"${APP_NAME}\"\nexport DB_PASSWORD='a$b' # old\nAPP_NAME=Shop\n";

        var file = EnvFile.Parse(Encoding.UTF8.GetBytes(text), ".env", EnvDialect.Phpdotenv);

        Assert.Equal([("MAIL_FROM_NAME", "My shop"), ("DB_PASSWORD", "a$b"), ("APP_NAME", "Shop")], file.Entries.Select(e => (e.Key, e.Value.Reveal())));
        Assert.Equal("MAIL_FROM_NAME=\"My shop\"\nDB_PASSWORD=\"a\\$b\"\nAPP_NAME=\"Shop\"\n", file.ToSystemd());
    }

    [Fact]
    public void What_the_dialect_reads_and_no_process_can_get_is_a_problem() =>
        Assert.Equal([(".env:1:1", "env.key"), (".env:2:3", "env.value")],
            Assert.Throws<ProblemException>(() => EnvFile.Parse("A.B=1\nC=\"\\v\"\n"u8, ".env", EnvDialect.Phpdotenv)).Problems.Select(p => (p.Where!, p.Code)));

    [Fact]
    public void Longest_variable_that_the_kernel_takes_is_accepted() =>
        Assert.Equal(EnvFile.MaxVariableBytes - 2, Parse("A=" + new string('x', EnvFile.MaxVariableBytes - 2)).Find("A")!.Reveal().Length);

    [Fact]
    public void Text_for_systemd() =>
        Assert.Equal("A=\"a \\\"b\\\" \\\\ \\$c \\`d\\` 'e' #f\ng\th\"\nB=\"\"\n",
            EnvFile.ToSystemd([new("A", new("a \"b\" \\ $c `d` 'e' #f\ng\th"), 1), new("B", new(""), 2)]));

    [Fact]
    public void Systemd_reads_back_what_was_written() => Check.One(Quick(), Prop.ForAll(Values(), values =>
    {
        var entries = values.Select((v, i) => new EnvEntry("K" + i, new(v), 0)).ToList();
        return SystemdReader.Read(EnvFile.ToSystemd(entries)).SequenceEqual(entries.Select(e => (e.Key, e.Value.Reveal())));
    }));

    [Fact]
    public void Reader_reads_back_what_was_written() => Check.One(Quick(), Prop.ForAll(Values(), values =>
    {
        var entries = values.Select((v, i) => new EnvEntry("K" + i, new(v.Replace("`", "")), 0)).ToList();
        return Parse(EnvFile.ToSystemd(entries)).Entries.Select(e => (e.Key, e.Value.Reveal())).SequenceEqual(entries.Select(e => (e.Key, e.Value.Reveal())));
    }));

    [Fact]
    public void Shell_reads_back_what_was_written()
    {
        var values = Gen.Sample(Values().Generator, 20, 40).SelectMany(v => v).ToList();
        var entries = values.Select((v, i) => new EnvEntry("K" + i, new(v), 0)).ToList();
        var script = EnvFile.ToSystemd(entries) + string.Concat(entries.Select(e => $"printf '%s\\000' \"${{{e.Key}}}\"\n"));

        Assert.Equal(values, Shell(script));
    }

    [Fact]
    public void Random_text_never_breaks_the_reader() => Check.One(Quick(), Prop.ForAll(
        Gen.Elements("A", "=", "\"", "'", "\\", "$", "{", "}", "\n", "\r", " ", "#", "\t", "export ", "\0", "ä", "\uD83D\uDE00").ArrayOf().ToArbitrary(), parts =>
        {
            try
            {
                return Parse(string.Concat(parts)).Entries.All(e => EnvFile.Fault(e.Key, e.Value.Reveal()) is null);
            }
            catch (ProblemException found)
            {
                return found.Problems.All(p => p.Remedy is not null && p.Where is not null);
            }
        }));

    [Fact]
    public void Secrets_are_all_values_but_those_that_stand_in_ordinary_output() =>
        Assert.Equal(["base64:key", "p"], Parse("APP_ENV=production\nAPP_KEY=base64:key\nLOG_LEVEL=debug\nDB_PASSWORD=p").Secrets.Select(s => s.Reveal()));

    private static EnvFile Parse(string text) => EnvFile.Parse(Encoding.UTF8.GetBytes(text), ".env");

    private static IReadOnlyList<Problem> Of(Action act) => Assert.Throws<ProblemException>(act).Problems;

    private static Config Quick() => Config.QuickThrowOnFailure.WithMaxTest(500);

    private static Arbitrary<string[]> Values() =>
        Gen.Elements('a', 'Z', '0', '"', '\\', '$', '`', '\'', '#', ';', '=', ' ', '\n', '\t', '{', '}', '!', '*', 'ä', '€').ArrayOf()
            .Select(c => new string(c)).ArrayOf().ToArbitrary();

    private static string[] Shell(string script)
    {
        using var shell = Process.Start(new ProcessStartInfo("/bin/sh") { RedirectStandardInput = true, RedirectStandardOutput = true, StandardInputEncoding = new UTF8Encoding(false), StandardOutputEncoding = new UTF8Encoding(false) })!;
        var output = shell.StandardOutput.ReadToEndAsync();
        shell.StandardInput.Write(script);
        shell.StandardInput.Close();
        var text = output.GetAwaiter().GetResult();
        shell.WaitForExit();
        return text.Split('\0')[..^1];
    }
}
