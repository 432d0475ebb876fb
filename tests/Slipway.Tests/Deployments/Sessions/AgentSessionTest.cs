using Slipway.Deployments.Journals;
using Slipway.Deployments.Plans;
using Slipway.Deployments.Releases;
using Slipway.Deployments.Sessions;
using Slipway.Deployments.Steps;
using Slipway.Deployments.Transactions;
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
        using var host = new TestHost { Time = TimeProvider.System };
        var (entered, go) = (new TaskCompletionSource(), new TaskCompletionSource());
        var agent = new TestAgentHost(host)
        {
            BeforeLaunch = () =>
            {
                entered.TrySetResult();
                return go.Task.WaitAsync(Soon); // systemd has taken the order: nothing calls it back
            },
        };
        var (agentEnd, clientEnd) = TestAgentHost.Connection();
        var session = new AgentSession(agentEnd, agent, TimeProvider.System);
        await Task.WhenAll(agentEnd.StartAsync(), clientEnd.StartAsync());
        _ = clientEnd.CallAsync(SessionMethods.Begin, new BeginRequest(host.Plan(1, null), false), SessionJson.Default.BeginRequest, SessionJson.Default.TransactionEvent, Soon)
            .ContinueWith(call => call.Exception, TaskScheduler.Default); // it has nobody to answer
        await entered.Task.WaitAsync(Soon);

        await clientEnd.DisposeAsync();
        await agentEnd.Completion.WaitAsync(Soon);
        var leaving = session.DisposeAsync().AsTask();
        go.TrySetResult();
        await leaving.WaitAsync(Soon);
        await agentEnd.DisposeAsync();

        Assert.Equal(0, await agent.Process.WaitAsync(Soon));
        var record = Assert.Single(host.Records);
        Assert.Equal((TransactionOutcome.Undone, "transaction.client-gone"), (record.Outcome, record.Problem?.Code));
    }

    /// <summary>A refused query with all its text, say: its one line alone is longer than a message may be.</summary>
    [Fact]
    public async Task The_result_arrives_however_much_the_app_said()
    {
        using var host = new TestHost();
        await using var client = await new TestAgentHost(host).OpenAsync();
        var result = new TaskCompletionSource<TransactionEvent>(TaskCreationOptions.RunContinuationsAsynchronously);
        client.OnEvent = what =>
        {
            if (what.Kind == "result")
                result.TrySetResult(what);
        };
        var loud = new BuildCommand("migrate", ["sh", "-c", "(echo begin; head -c 3000000 /dev/zero | tr '\\0' x; echo; echo the end) >&2; exit 3"], [], Soon);

        await client.BeginAsync(host.Plan(1, null, steps => steps.Select(s => s is BuildStep ? new BuildStep([loud]) { Id = s.Id, Title = s.Title, Phase = s.Phase } : s)), false, CancellationToken.None);
        await client.OrderAsync(new TransactionOrder("content"));

        var told = await result.Task.WaitAsync(Soon);
        Assert.Equal((TransactionOutcome.Undone, "app.command-failed"), (told.Outcome, told.Problem?.Code));
        Assert.Contains("characters left out", told.Problem!.Detail);
        Assert.EndsWith("the end", told.Problem.Detail);
    }

    [Fact]
    public async Task A_client_that_reads_slowly_gets_every_line_of_the_logs()
    {
        using var host = new TestHost();
        await using var client = await new TestAgentHost(host) { Said = [.. Enumerable.Range(1, 3000).Select(i => new LogLine("web", $"line {i}"))] }.OpenAsync();
        var got = new List<string>();
        client.OnLine = line =>
        {
            if (got.Count % 100 == 0)
                Thread.Sleep(10);
            got.Add(line.Line);
        };

        await client.LogsAsync(new LogsRequest(host.Layout, 3000, false), CancellationToken.None).WaitAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(Enumerable.Range(1, 3000).Select(i => $"line {i}"), got);
    }
}
