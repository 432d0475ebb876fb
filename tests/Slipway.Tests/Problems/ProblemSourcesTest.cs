using Slipway.Cli.Explain;
using Xunit;

namespace Slipway.Tests.Problems;

public class ProblemSourcesTest
{
    private const string Frame = """
        namespace Slipway.Problems
        {
            public static class ExitCodes { public const int Usage = 2; }
            public sealed record Problem(string Code, string Title, string? Detail = null, IReadOnlyList<string>? Causes = null, string? Remedy = null, string? Where = null)
            {
                public int Exit { get; init; } = 4;
            }
        }
        namespace Slipway.Samples
        {
            using Slipway.Problems;
            public static class SampleProblems
            {
                private const string Report = "Report it.";
                MEMBERS
            }
            public static class Caller { CALLER }
        }
        """;

    [Fact]
    public void All_parts_are_read()
    {
        var known = Assert.Single(Read("""
            public static Problem Full(string path) => new("a.full", $"{path} is full", "no space", ["too much", $"another {path}"], Remedy: Report, Where: path) { Exit = ExitCodes.Usage };
            """)).Known;
        Assert.Equal(("a.full", "‹path› is full", "no space", "Report it.", 2), (known.Code, known.Title, known.Detail, known.Remedy, known.Exit));
        Assert.Equal(["too much", "another ‹path›"], known.Causes);
    }

    [Theory]
    [InlineData("""$"in {waited.TotalSeconds:0.#} s" """, "in ‹waited› s")]
    [InlineData("""$"{string.Join(", ", missing.Select(m => m + "!"))} of {missing.Count}" """, "‹missing› of ‹count›")]
    [InlineData(""" "no " + Show(path) """, "no ‹path›")]
    [InlineData("""$"{bytes / 1024} KiB, {Quoted(lastWords)}" """, "‹bytes› KiB, \"‹last words›\"")]
    [InlineData("""$"{(missing.Count == 1 ? "file" : "files")}{(bytes > 1 ? " or more" : "")}" """, "files")]
    [InlineData("""$"{(missing.Count == 0 ? "none" : path)} with {{braces}}" """, "‹path› with {braces}")]
    [InlineData("""missing.Count == 0 ? "nothing" : $"{path} is new" """, "nothing / ‹path› is new")]
    [InlineData("""path.Length > 3 ? null! : path ?? "nowhere" """, "‹path› / nowhere")]
    public void A_value_becomes_its_name(string title, string text) => Assert.Equal(text, Assert.Single(Read($$"""
        public static Problem One(string path, string lastWords, long bytes, TimeSpan waited, List<string> missing) => new("a.one", {{title}}, Remedy: "r");
        private static string Show(string text) { return text.Trim(); }
        private static string Quoted(string text) => $"\"{text}\"";
        """)).Known.Title);

    [Fact]
    public void Arguments_are_followed_to_where_the_code_is_known()
    {
        var found = Read("""
            private static Problem New(string code, string title, string remedy) => new($"a.{code}", title, null, null, remedy);
            public static Problem One(string path) => New("one", $"no {path}", "do one");
            public static Problem Two() => New("two", "none", "do two");
            """);
        Assert.Equal(["a.one: no ‹path›, do one", "a.two: none, do two"], found.Select(one => $"{one.Known.Code}: {one.Known.Title}, {one.Known.Remedy}"));
        Assert.Equal(2, found.Select(one => one.Factory).Distinct().Count());
    }

    [Fact]
    public void A_word_that_callers_choose_decides_but_their_values_do_not()
    {
        var found = Read(
            """public static Problem Absent(string noun, string path) => new($"{noun}.absent", $"no {noun} file {path}", Remedy: noun == "env" ? "make it" : "init");""",
            """public static void Do(string file, string other) { SampleProblems.Absent("env", file); SampleProblems.Absent("env", other); SampleProblems.Absent("project", other); }""");
        Assert.Equal(["env.absent: no env file ‹path›, make it", "project.absent: no project file ‹path›, init"], found.Select(one => $"{one.Known.Code}: {one.Known.Title}, {one.Known.Remedy}"));
    }

    [Fact]
    public void A_code_that_is_nowhere_known_is_not_lost() =>
        Assert.Equal("‹code›", Assert.Single(Read("""public static Problem Any(string code) => new(code, "title", Remedy: "r");""")).Known.Code);

    [Fact]
    public void Two_factories_with_one_code_are_two() => Assert.Equal(2, Read("""
        public static Problem One() => new("a.same", "one", Remedy: "r");
        public static readonly Problem Two = new("a.same", "two", Remedy: "r");
        """).Count);

    private static IReadOnlyList<FoundProblem> Read(string members, string caller = "") =>
        new ProblemSources(new SourceCompilation([("sample", Frame.Replace("MEMBERS", members).Replace("CALLER", caller))])).Find();
}
