using System.IO.Pipelines;
using Slipway.Deployments.Planning;
using Slipway.Deployments.Sessions;
using Slipway.Hosts;
using Slipway.Hosts.Local;
using Slipway.Problems;
using Slipway.Project;
using Slipway.Protocol;

namespace Slipway.Deployments.Coordination;

/// <summary>The sessions of one command: one connection per host, all opened at the same time.</summary>
public sealed class HostSessions : IAsyncDisposable
{
    internal HostSessions(IReadOnlyList<HostSession> all, IReadOnlyList<Problem> unreachable) => (All, Unreachable) = (all, unreachable);

    /// <summary>In the order of the project file, without those that could not be reached.</summary>
    public IReadOnlyList<HostSession> All { get; }

    /// <param name="host">As the project file names it; one that was reached.</param>
    public HostSession Of(string host) => All.First(s => s.Name == host);

    /// <summary>Why each of the others could not be reached; <see cref="Problem.Where"/> names it.</summary>
    public IReadOnlyList<Problem> Unreachable { get; }

    /// <exception cref="OperationCanceledException">Cancelled; nothing is left open.</exception>
    public static async Task<HostSessions> OpenAsync(AppEnvironment environment, Func<AgentImage> agent, SshSettings settings, CancellationToken cancel)
    {
        if (environment.IsLocal)
            return new([await LocalAsync(environment, cancel)], []);
        var image = agent();
        var opened = await Task.WhenAll(environment.Hosts.Select(h => TryOpenAsync(h, image, settings, cancel)));
        return new([.. opened.Select(o => o.Session).OfType<HostSession>()], [.. opened.Select(o => o.Problem).OfType<Problem>()]);
    }

    public async ValueTask DisposeAsync() => await Task.WhenAll(All.Select(s => s.DisposeAsync().AsTask()));

    private static async Task<(HostSession? Session, Problem? Problem)> TryOpenAsync(HostAddress host, AgentImage image, SshSettings settings, CancellationToken cancel)
    {
        try
        {
            var connection = await HostConnection.OpenAsync(host, image, settings, cancel);
            return (new HostSession(host.ToString(), connection.Connection, connection), null);
        }
        catch (ProblemException e)
        {
            return (null, e.Problem);
        }
    }

    /// <summary>The same two ends as with a server, joined by pipes in this process.</summary>
    private static async Task<HostSession> LocalAsync(AppEnvironment environment, CancellationToken cancel)
    {
        var site = LocalSite.Of(environment.Folder);
        var (up, down) = (new Pipe(), new Pipe());
        var hostEnd = new FrameConnection(up.Reader.AsStream(), down.Writer.AsStream(), new ProtocolOptions { Greeting = "local" });
        var agent = new AgentSession(hostEnd, new LocalHost(site), TimeProvider.System);
        var clientEnd = new FrameConnection(down.Reader.AsStream(), up.Writer.AsStream(), new ProtocolOptions { Greeting = "client" });
        var session = new HostSession(HostTargets.LocalName, clientEnd, new Owned(hostEnd, agent));
        await Task.WhenAll(hostEnd.StartAsync(cancel), clientEnd.StartAsync(cancel));
        _ = LeaveAtTheEndAsync(hostEnd);
        return session;
    }

    // As the agent on a server, which ends when the client has said bye: that is what the client waits for.
    private static async Task LeaveAtTheEndAsync(FrameConnection hostEnd)
    {
        await hostEnd.Completion;
        await hostEnd.DisposeAsync();
    }

    private sealed class Owned(FrameConnection connection, AgentSession agent) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await agent.DisposeAsync();
            await connection.DisposeAsync();
        }
    }
}
