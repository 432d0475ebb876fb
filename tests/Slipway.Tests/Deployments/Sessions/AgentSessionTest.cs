using System.IO.Pipelines;
using Slipway.Deployments.Coordination;
using Slipway.Deployments.Journals;
using Slipway.Deployments.Machines;
using Slipway.Deployments.Plans;
using Slipway.Deployments.Releases;
using Slipway.Deployments.Sessions;
using Slipway.Deployments.Steps;
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
        var (agentEnd, clientEnd) = Connection();
        var session = new AgentSession(agentEnd, launching, TimeProvider.System);
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

    /// <summary>A refused query with all its text, say: its one line alone is longer than a message may be.</summary>
    [Fact]
    public async Task The_result_arrives_however_much_the_app_said()
    {
        using var host = new TestHost();
        var launching = new SlowLaunch(host);
        launching.Go();
        var (agentEnd, clientEnd) = Connection();
        await using var session = new AgentSession(agentEnd, launching, TimeProvider.System);
        await using var client = new HostSession("web1", clientEnd, clientEnd);
        var result = new TaskCompletionSource<TransactionEvent>(TaskCreationOptions.RunContinuationsAsynchronously);
        client.OnEvent = what =>
        {
            if (what.Kind == "result")
                result.TrySetResult(what);
        };
        await Task.WhenAll(agentEnd.StartAsync(), clientEnd.StartAsync());
        var loud = new BuildCommand("migrate", ["sh", "-c", "(echo begin; head -c 3000000 /dev/zero | tr '\\0' x; echo; echo the end) >&2; exit 3"], [], Soon);

        await client.BeginAsync(host.Plan(1, null, steps => steps.Select(s => s is BuildStep ? new BuildStep([loud]) { Id = s.Id, Title = s.Title, Phase = s.Phase } : s)), false, CancellationToken.None);
        await client.OrderAsync(new TransactionOrder("content"));

        var told = await result.Task.WaitAsync(Soon);
        Assert.Equal((TransactionOutcome.Undone, "app.command-failed"), (told.Outcome, told.Problem?.Code));
        Assert.Contains("characters left out", told.Problem!.Detail);
        Assert.EndsWith("the end", told.Problem.Detail);
        await agentEnd.DisposeAsync();
    }

    [Fact]
    public async Task A_client_that_reads_slowly_gets_every_line_of_the_logs()
    {
        using var host = new TestHost();
        var (agentEnd, clientEnd) = Connection();
        await using var session = new AgentSession(agentEnd, new Chatter(host, 3000), TimeProvider.System);
        await using var client = new HostSession("web1", clientEnd, clientEnd);
        var got = new List<string>();
        client.OnLine = line =>
        {
            if (got.Count % 100 == 0)
                Thread.Sleep(10);
            got.Add(line.Line);
        };
        await Task.WhenAll(agentEnd.StartAsync(), clientEnd.StartAsync());

        await client.LogsAsync(new LogsRequest(host.Layout, 3000, false), CancellationToken.None).WaitAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(Enumerable.Range(1, 3000).Select(i => $"line {i}"), got);
        await agentEnd.DisposeAsync();
    }

    private static (FrameConnection Agent, FrameConnection Client) Connection()
    {
        var (up, down) = (new Pipe(), new Pipe());
        return (new FrameConnection(up.Reader.AsStream(), down.Writer.AsStream(), new ProtocolOptions { Greeting = "agent" }),
            new FrameConnection(down.Reader.AsStream(), up.Writer.AsStream(), new ProtocolOptions { Greeting = "client" }));
    }

    /// <summary>A host whose app has written so many lines.</summary>
    private sealed class Chatter(TestHost host, int lines) : AgentHost
    {
        public override IMachine MachineOf(HostPlan plan) => host.Machine;

        public override IMachine Machine(HostLayout layout, string deployUser, string runUser) => host.Machine;

        public override FileOwner DeployFiles(HostLayout layout, string deployUser, string runUser) => new(-1, -1);

        public override Task LaunchAsync(HostPlan plan, string planFile, CancellationToken cancel) => throw new NotSupportedException();

        public override Task CreateUsersAsync(string deployUser, string runUser, CancellationToken cancel) => Task.CompletedTask;

        public override async Task LogsAsync(LogsRequest request, Func<LogLine, ValueTask> tell, CancellationToken cancel)
        {
            for (var i = 1; i <= lines; i++)
                await tell(new("web", $"line {i}"));
        }
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

        public override Task LogsAsync(LogsRequest request, Func<LogLine, ValueTask> tell, CancellationToken cancel) => Task.CompletedTask;
    }
}
