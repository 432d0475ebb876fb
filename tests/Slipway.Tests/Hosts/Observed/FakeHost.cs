using Slipway.Hosts.Observed;
using Slipway.Processes;
using Xunit;

namespace Slipway.Tests.Hosts.Observed;

/// <summary>A host of files below a folder and of programs that say what was written down of them.</summary>
internal sealed class FakeHost : IDisposable
{
    private readonly Dictionary<string, CommandResult> _programs = [];
    private readonly HashSet<string> _hanging = [];

    public string Root { get; } = Directory.CreateTempSubdirectory("observed-").FullName;

    public List<string> Started { get; } = [];

    public FakeHost File(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Root + path)!);
        System.IO.File.WriteAllText(Root + path, text);
        return this;
    }

    public FakeHost Link(string path, string target)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Root + path)!);
        System.IO.File.CreateSymbolicLink(Root + path, target);
        return this;
    }

    public FakeHost Folder(string path)
    {
        Directory.CreateDirectory(Root + path);
        return this;
    }

    public FakeHost Says(string program, string output, int exit = 0, string errors = "")
    {
        _programs[program] = new CommandResult(exit, output, errors, false, false, TimeSpan.Zero);
        return this;
    }

    public FakeHost Hangs(string program)
    {
        _hanging.Add(program);
        return this;
    }

    public async Task<Observation> ObserveAsync(int deadlineMs, params Question[] questions)
    {
        var observer = new Observer(TimeProvider.System, Root, RunAsync);
        return new Observation(questions, await observer.ObserveAsync(new(questions) { DeadlineMs = deadlineMs }, TestContext.Current.CancellationToken));
    }

    public Task<Observation> ObserveAsync(params Question[] questions) => ObserveAsync(30_000, questions);

    public async Task<Answer<TFact>> AskAsync<TFact>(Question<TFact> question)
        where TFact : Fact =>
        (await ObserveAsync(question)).Of(question);

    public async Task<TFact> SeeAsync<TFact>(Question<TFact> question)
        where TFact : Fact
    {
        var answer = await AskAsync(question);
        Assert.Null(answer.Unknown);
        return answer.Fact!;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);

    private async Task<CommandResult> RunAsync(CommandLine command, CancellationToken cancel)
    {
        lock (Started)
            Started.Add(command.ToString());
        if (_hanging.Contains(command.Program))
            await Task.Delay(Timeout.Infinite, cancel);
        return _programs.GetValueOrDefault(command.Program, new CommandResult(127, "", "", false, false, TimeSpan.Zero));
    }
}
