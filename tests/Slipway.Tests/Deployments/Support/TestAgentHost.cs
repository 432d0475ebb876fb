using System.IO.Pipelines;
using Slipway.Deployments.Coordination;
using Slipway.Deployments.Machines;
using Slipway.Deployments.Plans;
using Slipway.Deployments.Sessions;
using Slipway.Deployments.Transactions;
using Slipway.Files;
using Slipway.Hosts;
using Slipway.Protocol;

namespace Slipway.Tests.Deployments.Support;

/// <summary>The agent's host for a <see cref="TestHost"/>: the transaction's process is a task of this one.</summary>
internal sealed class TestAgentHost(TestHost host) : AgentHost
{
    private readonly TaskCompletionSource<int> _process = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Waited for before the transaction's process is started.</summary>
    public Func<Task> BeforeLaunch { get; init; } = () => Task.CompletedTask;

    /// <summary>What its logs hold.</summary>
    public IReadOnlyList<LogLine> Said { get; init; } = [];

    /// <summary>The exit status of the transaction's process.</summary>
    public Task<int> Process => _process.Task;

    /// <summary>Both ends of a connection that is not started yet.</summary>
    public static (FrameConnection Agent, FrameConnection Client) Connection()
    {
        var (up, down) = (new Pipe(), new Pipe());
        return (new FrameConnection(up.Reader.AsStream(), down.Writer.AsStream(), new ProtocolOptions { Greeting = "agent" }),
            new FrameConnection(down.Reader.AsStream(), up.Writer.AsStream(), new ProtocolOptions { Greeting = "client" }));
    }

    /// <summary>A session with it, as a command has it; what it owns on the agent's side ends with it.</summary>
    public async Task<HostSession> OpenAsync(string name = "web1")
    {
        var (agentEnd, clientEnd) = Connection();
        var session = new AgentSession(agentEnd, this, TimeProvider.System);
        var client = new HostSession(name, clientEnd, new AgentSide(agentEnd, session, clientEnd));
        _ = agentEnd.Completion.ContinueWith(_ => agentEnd.DisposeAsync().AsTask(), TaskScheduler.Default); // as the agent, which ends when its client has said bye
        await Task.WhenAll(agentEnd.StartAsync(), clientEnd.StartAsync());
        return client;
    }

    public override IMachine MachineOf(HostPlan plan) => host.Machine;

    public override IMachine Machine(HostLayout layout, string deployUser, string runUser) => host.Machine;

    public override FileOwner DeployFiles(HostLayout layout, string deployUser, string runUser) => new(-1, -1);

    public override async Task LaunchAsync(HostPlan plan, string planFile, CancellationToken cancel)
    {
        await BeforeLaunch();
        _ = Task.Run(async () => _process.TrySetResult(await TransactionProcess.RunAsync(planFile, MachineOf, host.Time)), CancellationToken.None);
    }

    public override Task CreateUsersAsync(string deployUser, string runUser, CancellationToken cancel) => Task.CompletedTask;

    public override async Task LogsAsync(LogsRequest request, Func<LogLine, ValueTask> tell, CancellationToken cancel)
    {
        foreach (var line in Said)
            await tell(line);
    }

    private sealed class AgentSide(FrameConnection agentEnd, AgentSession session, FrameConnection clientEnd) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await clientEnd.DisposeAsync();
            await session.DisposeAsync();
            await agentEnd.DisposeAsync();
        }
    }
}
