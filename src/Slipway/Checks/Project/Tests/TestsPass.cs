using Slipway.Checks.Project.Env;
using Slipway.Processes;
using Slipway.Secrets;

namespace Slipway.Checks.Project.Tests;

internal sealed class TestsPass() : Check(new("tests.pass", "The project's tests pass", Severity.High)
{
    Section = CheckSection.Tests,
    Why = "What the tests already know to be wrong need not be found by visitors.",
    Judged = "Only when asked for (--run-tests), or when a deploy needs them (`checks: require_tests`). The commands under `checks: tests` of the project file, one after another, at most 15 minutes each; without any `npm test` of package.json, or `dotnet test`. "
        + "Exit status 0 passes. They run in the project's folder without the variables of the env file, so that they cannot reach production's database; a Laravel project must have a test database of its own first.",
    Causes = [new("broken", "a change broke what a test holds"), new("environment", "a program or a database that the tests need is not there")],
    Remedy = new("Run the command that is named and put right what it tells."),
    DependsOn = ["laravel.test_database"],
})
{
    private const int LastLines = 20;

    /// <summary>How long one command may run.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromMinutes(15);

    public override TimeSpan Longest => TimeSpan.FromHours(2);

    public override async Task<Verdict> RunAsync(CheckedProject project, CancellationToken cancel)
    {
        if (!project.RunTests)
            return Verdict.Skip("not asked for (--run-tests)");
        var commands = TestCommands.Of(project);
        if (commands.Count == 0)
            return Verdict.Skip("the project file names no tests (checks: tests)");
        var env = await project.FactsAsync(EnvFacts.ReadAsync, cancel);
        foreach (var words in commands)
            if (await RunAsync(project, words, env, cancel) is { } verdict)
                return verdict;
        return Verdict.Pass;
    }

    private static async Task<Verdict?> RunAsync(CheckedProject project, IReadOnlyList<string> words, EnvFacts env, CancellationToken cancel)
    {
        var command = new CommandLine(project.FindProgram(words[0]) ?? words[0], [.. words.Skip(1)])
        {
            Folder = project.Folder,
            Variables = env.Env.Variables.Select(v => v.Key).Distinct().ToDictionary(key => key, _ => (string?)null),
            Deadline = Deadline,
        };
        var result = await Command.RunAsync(command, cancel);
        if (result.Succeeded)
            return null;
        var name = string.Join(' ', words);
        if (result.Exit == 127)
            return Verdict.Unknown($"`{name}` cannot be started");
        var redactor = new Redactor(env.Env.Variables.Select(v => v.Value));
        var end = result.TimedOut ? $"`{name}` did not end within {Deadline.TotalMinutes:0} minutes" : $"`{name}` ended with status {result.Exit}";
        return Verdict.Fail("The project's tests fail", [new(end, Subject: name), .. Tail(result).Select(line => new Evidence(redactor.Redact(line), Subject: name))]);
    }

    private static IEnumerable<string> Tail(CommandResult result) =>
        $"{result.Output}\n{result.Errors}".Split('\n').Select(line => line.TrimEnd()).Where(line => line.Length > 0).TakeLast(LastLines);
}
