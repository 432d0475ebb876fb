using System.IO.Pipelines;
using Slipway.Deployments.Journals;
using Slipway.Deployments.Machines;
using Slipway.Deployments.Plans;
using Slipway.Deployments.Sessions;
using Slipway.Deployments.Transactions;
using Slipway.Files;
using Slipway.Hosts;
using Slipway.Protocol;
using Slipway.Tests.Deployments.Support;
using Xunit;

namespace Slipway.Tests.Deployments.Sessions;

public class AgentSessionTest
{
    /// <summary>Well below the 20 s after which a transaction takes a client that never came for lost.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task A_transaction_whose_client_dies_while_it_is_launched_is_undone_at_once()
    {
        using var host = new TestHost();
        var launching = new SlowLaunch(host);
        var (up, down) = (new Pipe(), new Pipe());
        var agentEnd = new FrameConnection(up.Reader.AsStream(), down.Writer.AsStream(), new ProtocolOptions { Greeting = "agent" });
        var session = new AgentSession(agentEnd, launching, TimeProvider.System);
        var clientEnd = new FrameConnection(down.Reader.AsStream(), up.Writer.AsStream(), new ProtocolOptions { Greeting = "client" });
        await Task.WhenAll(agentEnd.StartAsync(), clientEnd.StartAsync());
        _ = clientEnd.CallAsync(SessionMethods.Begin, new BeginRequest(host.Plan(1, null), false), SessionJson.Default.BeginRequest, SessionJson.Default.TransactionEvent, Soon)
            .ContinueWith(call => call.Exception, TaskScheduler.Default); // it has nobody to answer
        await launching.Entered.WaitAsync(Soon);

        await clientEnd.DisposeAsync();
        await agentEnd.Completion.WaitAsync(Soon);
        var leaving = session.DisposeAsync().AsTask();
        launching.Go();
        await leaving.WaitAsync(Soon);
        await agentEnd.DisposeAsync();

        Assert.Equal(0, await launching.Process.WaitAsync(Soon));
        var record = Assert.Single(host.Records);
        Assert.Equal((TransactionOutcome.Undone, "transaction.client-gone"), (record.Outcome, record.Problem?.Code));
    }

    /// <summary>The transaction's process is a task of this one, and is launched only when <see cref="Go"/> is called.</summary>
    private sealed class SlowLaunch(TestHost host) : AgentHost
    {
        private readonly TaskCompletionSource _entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _go = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource<int> _process = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Entered => _entered.Task;

        public Task<int> Process => _process.Task;

        public void Go() => _go.TrySetResult();

        public override IMachine MachineOf(HostPlan plan) => host.Machine;

        public override IMachine Machine(HostLayout layout, string deployUser, string runUser) => host.Machine;

        public override FileOwner DeployFiles(HostLayout layout, string deployUser, string runUser) => new(-1, -1);

        public override async Task LaunchAsync(HostPlan plan, string planFile, CancellationToken cancel)
        {
            _entered.TrySetResult();
            await _go.Task.WaitAsync(Soon, CancellationToken.None); // systemd has taken the order: nothing calls it back
            _ = Task.Run(async () => _process.TrySetResult(await TransactionProcess.RunAsync(planFile, MachineOf, TimeProvider.System)), CancellationToken.None);
        }

        public override Task CreateUsersAsync(string deployUser, string runUser, CancellationToken cancel) => Task.CompletedTask;

        public override Task LogsAsync(LogsRequest request, Action<LogLine> tell, CancellationToken cancel) => Task.CompletedTask;
    }
}
