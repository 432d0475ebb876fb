using Slipway.Checks.Project.Tests;
using Xunit;

namespace Slipway.Tests.Checks;

public class TestsPassTest
{
    private const string Env = "SHOP_TEST_PASSWORD=Zk3uQ9fLw81xVbN2\n";

    [Fact]
    public async Task Tests_are_run_only_when_asked_for() => Assert.Equal("skip\nnot asked for (--run-tests)", await JudgeAsync(false, "false"));

    [Fact]
    public async Task Status_0_passes() => Assert.Equal("pass", await JudgeAsync(true, "true"));

    [Fact]
    public async Task A_failure_shows_the_command_its_status_and_its_last_words() =>
        Assert.Equal("fail\n`sh -c echo one; echo two >&2; exit 3` ended with status 3\none\ntwo", await JudgeAsync(true, "sh", "-c", "echo one; echo two >&2; exit 3"));

    [Fact]
    public async Task Secrets_of_the_env_file_are_neither_given_nor_shown()
    {
        Environment.SetEnvironmentVariable("SHOP_TEST_PASSWORD", "production");
        Assert.Equal("fail\n`sh -c echo \"got [$SHOP_TEST_PASSWORD]\"; cat .env.production; false` ended with status 1\ngot []\nSHOP_TEST_PASSWORD=***",
            await JudgeAsync(true, "sh", "-c", "echo \"got [$SHOP_TEST_PASSWORD]\"; cat .env.production; false"));
    }

    [Fact]
    public async Task A_program_that_is_not_there_tells_nothing() => Assert.Equal("unknown\n`no-such-program-here` cannot be started", await JudgeAsync(true, "no-such-program-here"));

    [Fact]
    public async Task Without_commands_there_is_nothing_to_run() => Assert.Equal("skip\nthe project file names no tests (checks: tests)", await JudgeAsync(true));

    [Fact]
    public async Task A_node_project_is_tested_by_npm()
    {
        using var project = new SmallProject(("package.json", "{ \"scripts\": { \"test\": \"node --test\" } }"));
        Assert.Equal([["npm", "test"]], TestCommands.Of(new(project.Environment, "node")));
        Assert.Empty(TestCommands.Of(new(project.Environment, "laravel")));
    }

    private static async Task<string> JudgeAsync(bool asked, params string[] words)
    {
        using var project = new SmallProject((".env.production", Env)) { RunTests = asked };
        project.Environment = project.Environment with { Checks = new() { Tests = words.Length == 0 ? [] : [words] } };
        return await project.JudgeAsync(new TestsPass());
    }
}
