using System.CommandLine;
using Slipway.Checks;
using Slipway.Cli;
using Slipway.Cli.Commands;
using Slipway.Cli.Explain;
using Slipway.Tests.Support;
using Xunit;

namespace Slipway.Tests.Cli;

public class ProblemsCommandTest
{
    [Fact]
    public async Task One_problem_is_explained() => Assert.Equal((0, """
        hosts.lost-after-switch: The connection to ‹host› was lost after the switch
        ends a command with exit code 21

        Detail:  ‹reason›
                 unknown, undoes itself by ‹undone by› UTC unless it has heard the commit
        Causes:  1. the network was cut
                 2. the host went down
        Remedy:  Run slipway status ‹environment› when it can be reached again: it brings all hosts to the same release.

        """), await RunAsync("problems", "hosts.lost-after-switch"));

    [Fact]
    public async Task Other_cases_stand_below() => Assert.Equal((0, """
        preflight.no-nginx: nginx does not run on ‹host› / ‹host› has no nginx

        Remedy:  On the host: sudo systemctl enable --now nginx
                 or: On the host: sudo apt-get install nginx

        """), await RunAsync("problems", "preflight.no-nginx"));

    [Theory]
    [InlineData("hosts")]
    [InlineData("hosts.*")]
    public async Task A_group_is_listed(string word) => Assert.Equal((0, """
        problem                  what is wrong
        hosts.hook-unseen        The end of a hook on ‹host› was not seen: ‹title›
        hosts.lost               The connection to ‹host› was lost before the switch
        hosts.lost-after-switch  The connection to ‹host› was lost after the switch
        hosts.lost-alone         The connection to ‹host› was lost, and what became of the release is not known
        hosts.lost-at-commit     The connection to ‹host› was lost when it was told to commit
        hosts.lost-undoing       The connection to ‹host› was lost while it undid
        hosts.other-failed       Undone because ‹host› failed
        hosts.undo-unproven      The undo on ‹host› could not be proven

        """), await RunAsync("problems", word));

    [Fact]
    public async Task All_are_listed_in_groups()
    {
        var lines = (await RunAsync("problems")).Text.Split('\n');
        var codes = lines[1..].Where(line => line.Length > 0).Select(line => line.Split(' ')[0]).ToList();
        Assert.Equal(ProblemCatalogue.All.Select(problem => problem.Code), codes);
        Assert.Equal("", lines[lines.IndexOf(lines.First(line => line.StartsWith("hosts.", StringComparison.Ordinal))) - 1]);
    }

    [Fact]
    public async Task Json_has_all_parts()
    {
        var (exit, text) = await RunAsync("problems", "session", "--json");
        Assert.Equal(0, exit);
        Golden.Matches(text, "problems-json");
    }

    [Theory]
    [InlineData("host.timout", "did you mean `host.timeout`?")]
    [InlineData("HOST.TIMEOUT", "did you mean `host.timeout`?")]
    [InlineData("env.debug_off", "it is a check: slipway checks env.debug_off")]
    [InlineData("nothing-like-it", null)]
    public async Task An_unknown_code_ends_with_2_and_what_was_meant(string code, string? meant) => Assert.Equal((2, $"""
        problem: there is no problem `{code}` [cli.unknown-problem]
        {(meant is null ? "" : $"  {meant}\n")}  what to do: List them with slipway problems.
        problems refused; nothing was changed

        """), await RunAsync("problems", code));

    [Fact]
    public void The_shell_completes_codes_and_checks()
    {
        Assert.Equal(["hosts.lost", "hosts.lost-after-switch", "hosts.lost-alone", "hosts.lost-at-commit", "hosts.lost-undoing"], Completed("problems hosts.lo"));
        Assert.Equal(ValidationCatalogue.All.Select(check => check.About.Id).Where(id => id.Contains("env.d", StringComparison.Ordinal)).Order(StringComparer.Ordinal), Completed("checks env.d").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Help_does_not_ask_what_a_word_may_be()
    {
        var root = new RootCommand { new Command("verb") { CommandFrame.Word("word", "A word", () => throw new InvalidOperationException("asked")) } };
        using var output = new StringWriter();
        foreach (var line in (string[])["--help", "verb --help"])
            Assert.Equal(0, root.Parse(line).Invoke(new InvocationConfiguration { Output = output, EnableDefaultExceptionHandler = false }));
        Assert.Contains("verb <word>", output.ToString(), StringComparison.Ordinal);
    }

    private static IEnumerable<string> Completed(string line) =>
        CommandCatalogue.Create(new GlobalOptions(), new CommandRunner(Terminal.OfProcess()), Terminal.OfProcess())
            .Parse(line).GetCompletions(line.Length).Select(each => each.Label);

    private static async Task<(int Exit, string Text)> RunAsync(params string[] args)
    {
        using var output = new StringWriter();
        using var terminal = new Terminal { Out = output, Error = output, In = TextReader.Null, Folder = "/tmp", Clock = new StillClock() };
        return (await new CommandRunner(terminal).RunAsync(args), output.ToString());
    }
}
