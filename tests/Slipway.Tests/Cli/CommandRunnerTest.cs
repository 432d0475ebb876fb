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
        var exit = await RunAsync(new CommandActions { Deploy = (options, _) => Done("deploy", seen = options) },
            "deploy", "staging", "--plan", "4be1c09d", "--ref", "v1", "--force", "--wait", "--allow-destructive", "--create-users");
        Assert.Equal(0, exit);
        Assert.Equal(new DeployCommand.Options("staging", "4be1c09d", "v1", true, true, true, true), seen);
    }

    [Theory]
    [InlineData("17-3fa9c2d1", null, null, "17-3fa9c2d1")]
    [InlineData("17", null, null, "17")]
    [InlineData("staging", null, "staging", null)]
    [InlineData("staging", "17-3fa9c2d1", "staging", "17-3fa9c2d1")]
    public async Task Rollback_tells_a_release_from_an_environment(string first, string? second, string? environment, string? release)
    {
        RollbackCommand.Options? seen = null;
        await RunAsync(new CommandActions { Rollback = (options, _) => Done("rollback", seen = options) }, second is null ? ["rollback", first] : ["rollback", first, second]);
        Assert.Equal(new RollbackCommand.Options(environment, release, false, false, false), seen);
    }

    [Fact]
    public async Task Exec_passes_on_the_words_after_the_dashes()
    {
        ExecCommand.Options? seen = null;
        await RunAsync(new CommandActions { Exec = (options, _) => Done("exec", seen = options) }, "exec", "staging", "--", "ls", "--json", "-v", "--");
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
        Assert.Equal(2, await new CommandRunner(terminal, CommandActions.Product).RunAsync(["rollback", "production", "--data"]));
        Assert.Contains("Roll shop in production back?", _out.ToString());
    }

    [Fact]
    public async Task Production_without_a_terminal_and_without_yes_ends_with_2()
    {
        var actions = new CommandActions { Deploy = AskAsync };
        Assert.Equal(2, await RunAsync(actions, "deploy", "production"));
        Assert.Equal(0, await RunAsync(actions, "deploy", "production", "--yes"));
        Assert.Equal(2, await RunAsync(actions, "deploy", "live"));
        Assert.Equal(0, await RunAsync(actions, "deploy", "staging"));
    }

    [Theory]
    [InlineData("y\n", 0)]
    [InlineData("YES\n", 0)]
    [InlineData("\n", 4)]
    [InlineData("n\n", 4)]
    [InlineData("", 4)]
    public async Task Production_asks_at_a_terminal(string answer, int exit) =>
        Assert.Equal(exit, await new CommandRunner(MakeTerminal(answer), new CommandActions { Deploy = AskAsync }).RunAsync(["deploy", "production"]));

    [Fact]
    public async Task A_problem_gives_its_exit_code_and_is_told()
    {
        var exit = await RunAsync(new CommandActions { Deploy = (_, _) => throw new ProblemException(Story.Unhealthy) }, "deploy");
        Assert.Equal(20, exit);
        Assert.StartsWith("problem: The new release did not become healthy in 60 s [health.not-ready]\n", _out.ToString());
        Assert.EndsWith("\ndeploy failed and was undone, after 0 ms\n", _out.ToString());
    }

    [Fact]
    public async Task A_bug_gives_1_and_its_trace_only_with_v()
    {
        var actions = new CommandActions { Deploy = (_, _) => throw new InvalidOperationException("boom") };
        Assert.Equal(1, await RunAsync(actions, "deploy"));
        Assert.Equal("""
            problem: Slipway itself failed: this is a bug in Slipway, not in your project [cli.bug]
              InvalidOperationException: boom
              what to do: Run the command again with -v to see the trace
            deploy failed, after 0 ms

            """, _out.ToString());
        Assert.Equal(1, await RunAsync(actions, "deploy", "-v"));
        Assert.Contains("   at Slipway.Cli.CommandRunner.", _out.ToString());
    }

    [Theory]
    [InlineData("deplou")]
    [InlineData("deploy", "--paln", "x")]
    [InlineData("deploy", "staging", "more")]
    [InlineData()]
    public async Task A_wrong_command_line_gives_2_on_standard_error(params string[] args)
    {
        Assert.Equal(2, await RunAsync(new CommandActions { Deploy = AskAsync }, args));
        Assert.Equal("", _out.ToString());
        Assert.StartsWith("slipway: ", _error.ToString());
    }

    [Fact]
    public async Task Json_always_ends_with_a_result()
    {
        Assert.Equal(2, await RunAsync(new CommandActions { Deploy = AskAsync }, "deploy", "--paln", "--json"));
        var last = Assert.IsType<ResultEvent>(EventJson.Read(_out.ToString().TrimEnd().Split('\n')[^1]));
        Assert.Equal(("deploy", 2, Outcome.Refused, "cli.usage"), (last.Command, last.Exit, last.Outcome, last.Problem!.Code));
    }

    [Fact]
    public async Task A_verb_without_an_action_is_not_offered()
    {
        Assert.Equal(0, await RunAsync(new CommandActions { Deploy = AskAsync }, "--help"));
        Assert.Contains("  deploy <env>", _out.ToString());
        Assert.Contains("  slipway deploy staging  bring this version to staging", _out.ToString());
        Assert.DoesNotContain("rollback", _out.ToString());
        Assert.DoesNotContain("slipway demo", _out.ToString());
    }

    [Theory]
    [InlineData("bash", "complete -o default -F _slipway slipway\n")]
    [InlineData("zsh", "#compdef slipway\n")]
    [InlineData("fish", "complete -c slipway -a '(__slipway_complete)'\n")]
    public async Task Completion_prints_a_script(string shell, string line)
    {
        Assert.Equal(0, await RunAsync(new CommandActions(), "completion", shell));
        Assert.Contains(line, _out.ToString());
    }

    private static Task<ResultEvent> AskAsync(DeployCommand.Options options, CommandContext context)
    {
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

    private Task<int> RunAsync(CommandActions actions, params string[] args) => new CommandRunner(MakeTerminal(null), actions).RunAsync(args);
}
