using Slipway.Databases;
using Slipway.Files;
using Slipway.Processes;
using Xunit;

namespace Slipway.Integration.Tests.Databases;

/// <summary>A database server of our own in a temporary folder, run by an unprivileged user, ended by its id.</summary>
internal sealed class PrivateServer : IAsyncDisposable
{
    private const int Nobody = 65534;
    private DuplexProcess? _process;

    public PrivateServer()
    {
        Folder = Directory.CreateTempSubdirectory("slipway-test-db-").FullName;
        if (Posix.EffectiveUser() == 0)
            Posix.ChangeOwner(Folder, Nobody, Nobody);
    }

    public string Folder { get; }

    /// <summary>The command as the unprivileged user when we are root.</summary>
    public static CommandLine Unprivileged(CommandLine command) => Posix.EffectiveUser() != 0 ? command : command with
    {
        Program = "setpriv",
        Arguments = ["--reuid", Nobody.ToString(), "--regid", Nobody.ToString(), "--clear-groups", "--", command.Program, .. command.Arguments],
    };

    /// <summary>Whom the database's client programs run as.</summary>
    public static ClientAccount Account => Posix.EffectiveUser() == 0 ? new(Unprivileged, new FileOwner(Nobody, Nobody)) : ClientAccount.Caller;

    public async Task PrepareAsync(string program, params string[] arguments) =>
        await RunAsync(Unprivileged(new CommandLine(program, arguments) { Folder = Folder, Deadline = TimeSpan.FromSeconds(90) }));

    /// <summary>Starts it and waits until <paramref name="ask"/> succeeds.</summary>
    public async Task StartAsync(CommandLine command, CommandLine ask)
    {
        _process = DuplexProcess.Start(Unprivileged(command) with { Folder = Folder }) ?? throw new InvalidOperationException($"{command.Program} cannot be started");
        _ = _process.Output.CopyToAsync(Stream.Null);
        for (var i = 0; i < 300; i++)
        {
            Assert.False(_process.Exit.IsCompleted, _process.Errors);
            if ((await Command.RunAsync(ask)).Succeeded)
                return;
            await Task.Delay(100);
        }

        Assert.Fail($"{command.Program} does not answer after 30 s: {_process.Errors}");
    }

    public static async Task<string> RunAsync(CommandLine command)
    {
        var result = await Command.RunAsync(command);
        Assert.True(result.Succeeded, $"{command} ended with {result.Exit}: {result.Errors}{result.Output}");
        return result.Output;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
            await _process.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
