using System.IO.Pipelines;
using Slipway.Hosts.Observed;
using Slipway.Problems;
using Slipway.Processes;
using Slipway.Project;
using Slipway.Protocol;

namespace Slipway.Hosts;

/// <summary>An agent that runs on a host and the connection to it: one ssh process.</summary>
public sealed class HostConnection : IAsyncDisposable
{
    private readonly DuplexProcess _ssh;

    private HostConnection(HostAddress host, DuplexProcess ssh, FrameConnection connection, AgentHello hello, bool pushed)
    {
        Host = host;
        _ssh = ssh;
        Connection = connection;
        Hello = hello;
        Pushed = pushed;
    }

    public HostAddress Host { get; }

    /// <summary>Started; requests can be sent.</summary>
    public FrameConnection Connection { get; }

    /// <summary>What the agent said of itself; costs no round trip.</summary>
    public AgentHello Hello { get; }

    /// <summary>True when the host did not have this agent and got it now.</summary>
    public bool Pushed { get; }

    /// <summary>What ssh and the agent wrote to standard error: the agent's log, ssh's last words.</summary>
    public string Errors => _ssh.Errors;

    /// <summary>Logs in, sends the agent if the host lacks it, starts it and exchanges hellos. Never waits longer than the settings' deadlines.</summary>
    /// <exception cref="ProblemException">A <c>host.…</c> or <c>protocol.…</c> problem with exit 12.</exception>
    public static async Task<HostConnection> OpenAsync(HostAddress host, AgentImage agent, SshSettings settings, CancellationToken cancel = default)
    {
        using var config = new SshConfig(settings);
        var command = Bootstrap.Command(settings.Rights, agent.Digest, agent.CompressedBytes);
        var ssh = DuplexProcess.Start(SshCommandLine.Run(settings, host, config.Path, command))
            ?? throw new ProblemException(HostProblems.NoSsh(settings.Program));
        try
        {
            return await new HostOpening(host, agent, settings, config.Path, ssh).RunAsync(cancel) is var (input, pushed)
                ? await StartAsync(host, settings, ssh, input, pushed, cancel)
                : throw new InvalidOperationException();
        }
        catch
        {
            await ssh.DisposeAsync();
            throw;
        }
    }

    /// <summary>What the host is and has, many questions in one round trip.</summary>
    public Task<Observation> ObserveAsync(IReadOnlyList<Question> questions, CancellationToken cancel = default) =>
        ObserveCall.AskAsync(Connection, questions, cancel);

    /// <summary>Ends the connection without a bye unless <see cref="FrameConnection.ByeAsync"/> was called before: the host then undoes what was begun.</summary>
    public async ValueTask DisposeAsync()
    {
        await Connection.DisposeAsync();
        await _ssh.DisposeAsync();
    }

    private static async Task<HostConnection> StartAsync(
        HostAddress host, SshSettings settings, DuplexProcess ssh, PipeReader input, bool pushed, CancellationToken cancel)
    {
        var connection = new FrameConnection(input, ssh.Input, settings.Protocol);
        await connection.StartAsync(cancel);
        if (AgentHello.Parse(connection.PeerGreeting) is { } hello)
            return new HostConnection(host, ssh, connection, hello, pushed);
        await connection.DisposeAsync();
        throw new ProblemException(HostProblems.NoAnswer(host, $"it greeted with: {connection.PeerGreeting}"));
    }
}
