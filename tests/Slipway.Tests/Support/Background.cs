using Slipway.Processes;
using Xunit;

namespace Slipway.Tests.Support;

/// <summary>A server that runs until it is disposed, as an ordinary user even when the tests run as root.</summary>
internal sealed class Background : IAsyncDisposable
{
    private const string Nobody = "65534";

    private readonly CancellationTokenSource _end = new();
    private readonly List<string> _lines = [];
    private readonly Task<CommandResult> _run;

    private Background(IReadOnlyList<string> words, string folder, IReadOnlyDictionary<string, string?> variables)
    {
        var line = new CommandLine(words[0], [.. words.Skip(1)])
        {
            Folder = folder,
            Variables = variables,
            Deadline = TimeSpan.FromMinutes(5),
            OnLine = (_, text) =>
            {
                lock (_lines)
                    _lines.Add(text);
                return default;
            },
        };
        _run = Command.RunAsync(line, _end.Token);
    }

    public string Output { get { lock (_lines) return string.Join('\n', _lines); } }

    public static Background Start(IReadOnlyList<string> words, string folder, IReadOnlyDictionary<string, string?>? variables = null)
    {
        string[] dropped = Environment.UserName == "root" ? ["setpriv", "--reuid", Nobody, "--regid", Nobody, "--clear-groups", .. words] : [.. words];
        return new Background(dropped, folder, variables ?? new Dictionary<string, string?>());
    }

    /// <summary>Returns when the condition holds; fails with the server's output when it ends first or 30 s pass.</summary>
    public async Task Until(Func<bool> condition)
    {
        for (var i = 0; i < 600; i++)
        {
            if (condition())
                return;
            Assert.False(_run.IsCompleted, "The server ended:\n" + Output);
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        Assert.Fail("The server did not get ready:\n" + Output);
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        try
        {
            await _run;
        }
        catch (OperationCanceledException)
        {
        }

        _end.Dispose();
    }
}
