using Slipway.Cli;
using Slipway.Cli.Commands;
using Slipway.Events;
using Slipway.Problems;
using Slipway.Project;
using Slipway.Tests.Support;
using Xunit;

namespace Slipway.Tests.Cli;

public sealed class CommandRunnerTest : IDisposable
{
    private readonly StringWriter _out = new();
    private readonly StringWriter _error = new();

    public void Dispose()
    {
        _out.Dispose();
        _error.Dispose();
    }

    [Fact]
    public async Task Deploy_gets_its_options()
    {
        DeployCommand.Options? seen = null;
        var exit = await RunAsync((options, _) => Done("", seen = (DeployCommand.Options)options),
            "deploy", "staging", "--plan", "4be1c09d", "--ref", "v1", "--force", "--wait", "--allow-destructive", "--create-users", "--despite", "the site is down");
        Assert.Equal(0, exit);
        Assert.Equal(new DeployCommand.Options("staging", "4be1c09d", "v1", true, true, true, true, "the site is down"), seen);
    }

    [Theory]
    [InlineData("17-3fa9c2d1", null, null, "17-3fa9c2d1")]
    [InlineData("17", null, null, "17")]
    [InlineData("staging", null, "staging", null)]
    [InlineData("staging", "17-3fa9c2d1", "staging", "17-3fa9c2d1")]
    public async Task Rollback_tells_a_release_from_an_environment(string first, string? second, string? environment, string? release)
    {
        RollbackCommand.Options? seen = null;
        await RunAsync((options, _) => Done("", seen = (RollbackCommand.Options)options), second is null ? ["rollback", first] : ["rollback", first, second]);
        Assert.Equal(new RollbackCommand.Options(environment, release, false, false, false), seen);
    }

    [Fact]
    public async Task Exec_passes_on_the_words_after_the_dashes()
    {
        ExecCommand.Options? seen = null;
        await RunAsync((options, _) => Done("", seen = (ExecCommand.Options)options), "exec", "staging", "--", "ls", "--json", "-v", "--");
        Assert.Equal("staging", seen!.Environment);
        Assert.Equal(["ls", "--json", "-v", "--"], seen.Words);
    }

    /// <summary>It asks when it knows what it would do; where nobody can answer it does not even connect.</summary>
    [Fact]
    public async Task Rollback_of_production_without_a_terminal_and_without_yes_ends_before_it_looks_at_a_host()
    {
        using var folder = new TemporaryFolder();
        folder.Write("slipway.yaml", "app: shop\nstack: static\nenvironments:\n  production:\n    url: http://shop.example.com\n    hosts: [root@host.invalid]\n");
        var terminal = new Terminal { Out = _out, Error = _error, In = new StringReader(""), Clock = new StillClock(), Folder = folder.Path };
        Assert.Equal(2, await new CommandRunner(terminal).RunAsync(["rollback", "production", "--data"]));
        Assert.Contains("Roll shop in production back?", _out.ToString());
    }

    [Fact]
    public async Task Production_without_a_terminal_and_without_yes_ends_with_2()
    {
        Assert.Equal(2, await RunAsync(AskAsync, "deploy", "production"));
        Assert.Equal(0, await RunAsync(AskAsync, "deploy", "production", "--yes"));
        Assert.Equal(2, await RunAsync(AskAsync, "deploy", "live"));
        Assert.Equal(0, await RunAsync(AskAsync, "deploy", "staging"));
    }

    [Theory]
    [InlineData("y\n", 0)]
    [InlineData("YES\n", 0)]
    [InlineData("\n", 4)]
    [InlineData("n\n", 4)]
    [InlineData("", 4)]
    public async Task Production_asks_at_a_terminal(string answer, int exit) =>
        Assert.Equal(exit, await new CommandRunner(MakeTerminal(answer)) { Instead = AskAsync }.RunAsync(["deploy", "production"]));

    [Fact]
    public async Task A_problem_gives_its_exit_code_and_is_told()
    {
        var exit = await RunAsync((_, _) => throw new ProblemException(Story.Unhealthy), "deploy");
        Assert.Equal(20, exit);
        Assert.StartsWith("problem: The new release did not become healthy in 60 s [health.not-ready]\n", _out.ToString());
        Assert.EndsWith("\ndeploy failed and was undone, after 0 ms\n", _out.ToString());
    }

    [Fact]
    public async Task A_bug_gives_1_and_its_trace_only_with_v()
    {
        Func<object, CommandContext, Task<ResultEvent>> boom = (_, _) => throw new InvalidOperationException("boom");
        Assert.Equal(1, await RunAsync(boom, "deploy"));
        Assert.Equal("""
            problem: Slipway itself failed: this is a bug in Slipway, not in your project [cli.bug]
              InvalidOperationException: boom
              what to do: Run the command again with -v to see the trace
            deploy failed, after 0 ms

            """, _out.ToString());
        Assert.Equal(1, await RunAsync(boom, "deploy", "-v"));
        Assert.Contains("   at Slipway.Cli.CommandRunner.", _out.ToString());
    }

    [Theory]
    [InlineData("deplou")]
    [InlineData("deploy", "--paln", "x")]
    [InlineData("deploy", "staging", "more")]
    [InlineData()]
    public async Task A_wrong_command_line_gives_2_on_standard_error(params string[] args)
    {
        Assert.Equal(2, await RunAsync(AskAsync, args));
        Assert.Equal("", _out.ToString());
        Assert.StartsWith("slipway: ", _error.ToString());
    }

    [Fact]
    public async Task Json_always_ends_with_a_result()
    {
        Assert.Equal(2, await RunAsync(AskAsync, "deploy", "--paln", "--json"));
        var last = Assert.IsType<ResultEvent>(EventJson.Read(_out.ToString().TrimEnd().Split('\n')[^1]));
        Assert.Equal(("deploy", 2, Outcome.Refused, "cli.usage"), (last.Command, last.Exit, last.Outcome, last.Problem!.Code));
    }

    [Theory]
    [InlineData("There is no command slipway deplyo. Did you mean slipway deploy?", "deplyo")]
    [InlineData("There is no command slipway env psuh. Did you mean slipway env push?", "env", "psuh")]
    [InlineData("There is no command slipway zzzzzzzz.", "zzzzzzzz")]
    [InlineData("There is no option --paln. Did you mean slipway deploy --plan?", "deploy", "--paln")]
    [InlineData("There is no option --paln. Did you mean slipway deploy --plan?", "deploy", "--paln", "4be1c09d")]
    [InlineData("There is no option --paln=4. Did you mean slipway deploy --plan?", "deploy", "--paln=4")]
    [InlineData("There is no option --josn. Did you mean slipway env push --json?", "env", "push", "--josn")]
    [InlineData("There is no option --josn. Did you mean slipway --json?", "--josn")]
    [InlineData("slipway deploy takes no word more.", "deploy", "staging", "more")]
    public async Task A_misspelt_word_is_told_with_what_was_meant(string told, params string[] args)
    {
        Assert.Equal(2, await RunAsync(AskAsync, args));
        Assert.Equal($"slipway: {told}", _error.ToString().Split('\n')[0]);
    }

    [Fact]
    public async Task A_misspelt_environment_is_told_with_what_was_meant()
    {
        using var folder = new TemporaryFolder();
        folder.Write("slipway.yaml", "app: shop\nstack: static\nenvironments:\n  production:\n    url: http://shop.example.com\n    hosts: [root@host.invalid]\n");
        var terminal = new Terminal { Out = _out, Error = _error, In = new StringReader(""), Folder = folder.Path };
        Assert.Equal(2, await new CommandRunner(terminal).RunAsync(["deploy", "prodution"]));
        Assert.Contains("Did you mean `production`?", _out.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_help_groups_the_verbs_along_the_path()
    {
        Assert.Equal(0, await RunAsync(AskAsync, "--help"));
        Golden.Matches(_out.ToString(), "help");
    }

    [Fact]
    public async Task The_help_fits_into_80_columns()
    {
        await RunAsync(AskAsync, "--help");
        Assert.DoesNotContain(_out.ToString().Split('\n'), line => line.Length > 80);
    }

    [Theory]
    [InlineData("bash", "complete -o default -F _slipway slipway\n")]
    [InlineData("zsh", "#compdef slipway\n")]
    [InlineData("fish", "complete -c slipway -a '(__slipway_complete)'\n")]
    public async Task Completion_prints_a_script(string shell, string line)
    {
        Assert.Equal(0, await RunAsync(AskAsync, "completion", shell));
        Assert.Contains(line, _out.ToString());
    }

    private static Task<ResultEvent> AskAsync(object read, CommandContext context)
    {
        var options = (DeployCommand.Options)read;
        var environment = new AppEnvironment { App = "shop", Name = options.Environment ?? "", Folder = "/nowhere", RunUser = "shop", Root = "/srv/shop" };
        context.AgreeToProduction(environment, $"Deploy shop to {environment.Name}?");
        context.AgreeToProduction(environment, $"Deploy shop to {environment.Name}?");
        return Task.FromResult(ResultEvent.Succeeded("deploy"));
    }

    private static Task<ResultEvent> Done(string command, object options) => Task.FromResult(ResultEvent.Succeeded(command, options.ToString()));

    private Terminal MakeTerminal(string? input) => new()
    {
        Out = _out,
        Error = _error,
        In = new StringReader(input ?? ""),
        IsInteractive = input is not null,
        Clock = new StillClock(),
        Folder = "/tmp",
    };

    private Task<int> RunAsync(Func<object, CommandContext, Task<ResultEvent>> instead, params string[] args) =>
        new CommandRunner(MakeTerminal(null)) { Instead = instead }.RunAsync(args);
}
