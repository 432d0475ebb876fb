using System.Net.Sockets;
using System.Text;
using Slipway.Deployments.Journals;
using Slipway.Deployments.Plans;
using Slipway.Deployments.Sessions;
using Slipway.Deployments.Transactions;
using Slipway.Hosts;
using Slipway.Tests.Deployments.Support;
using Xunit;

namespace Slipway.Tests.Deployments.Transactions;

public sealed class TransactionChannelTest : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);
    private readonly TempFolder _folder = new();
    private readonly TransactionChannel _channel;
    private readonly TransactionControl _control;

    public TransactionChannelTest()
    {
        Layout = _folder.Layout();
        _channel = TransactionChannel.Listen(Layout, "tx");
        _control = new(new HostPlan { Transaction = "tx", Kind = "deploy", Layout = Layout, Release = "1-x", Identity = "", Who = "", Steps = [], Coordinated = true }, TimeProvider.System);
        _channel.Attach(_control);
    }

    private HostLayout Layout { get; }

    public async ValueTask DisposeAsync()
    {
        await _channel.DisposeAsync();
        _control.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_late_listener_gets_all_events_in_order_and_then_the_end()
    {
        for (var i = 0; i < 1000; i++)
            _channel.Send(TransactionEvent.Log("build", $"line {i}", false));
        await using var client = await ConnectAsync();
        _channel.Send(TransactionEvent.Result(TransactionOutcome.Done, null, "1-x"));
        var reading = ReadAllAsync(client);
        await _channel.FlushAsync();
        await _channel.DisposeAsync();
        var all = await reading.WaitAsync(Deadline);

        Assert.Equal(Enumerable.Range(0, 1000).Select(i => $"line {i}").Append(null), all.Select(e => e.Line));
        Assert.Equal("result", all[^1].Kind);
    }

    [Fact]
    public async Task Output_without_end_loses_its_oldest_lines_and_says_so_but_no_other_event()
    {
        await using var client = await ConnectAsync();
        _channel.Send(TransactionEvent.OfStep("build", "build", "started"));
        for (var i = 1; i <= 200_000; i++)
            _channel.Send(TransactionEvent.Log("build", $"{i}", false));
        _channel.Send(TransactionEvent.OfStep("build", "build", "done"));
        await using var late = await ConnectAsync();
        Assert.Equal("started", (await late.FirstAsync(CancellationToken.None)).State);
        Assert.Equal("started", (await client.FirstAsync(CancellationToken.None)).State);
        _channel.Send(TransactionEvent.Result(TransactionOutcome.Done, null, "1-x"));
        var (slow, later) = (ReadAllAsync(client), ReadAllAsync(late));
        await _channel.FlushAsync();
        await _channel.DisposeAsync();

        foreach (var events in (List<TransactionEvent>[])[await slow.WaitAsync(Deadline), await later.WaitAsync(Deadline)])
        {
            Assert.Equal(["step", "result"], events.Where(e => e.Kind != "log").Select(e => e.Kind));
            var lines = events.Where(e => e.Kind == "log").Select(e => e.Line!).ToList();
            var numbers = lines.Where(l => l[0] != '…').Select(int.Parse).ToList();
            var leftOut = lines.Where(l => l[0] == '…').Sum(l => int.Parse(l.Split(' ')[1]));
            Assert.InRange(numbers.Count, 15_000, 60_000);
            Assert.Equal(200_000, numbers.Count + leftOut);
            Assert.Equal(numbers.Order(), numbers);
            Assert.Equal(200_000, numbers[^1]);
        }
    }

    [Fact]
    public async Task A_client_that_goes_without_a_word_cancels()
    {
        await (await ConnectAsync()).DisposeAsync();
        await CancelledAsync();
        Assert.Equal("transaction.client-gone", _control.Reason!.Code);
    }

    [Fact]
    public async Task A_client_that_says_bye_leaves_the_transaction_alone()
    {
        await using (var client = await ConnectAsync())
        {
            await client.SendAsync(new TransactionOrder("bye"));
            await client.SendAsync(new TransactionOrder("content"));
        }

        await _control.ContentAsync(CancellationToken.None).WaitAsync(Deadline);
        await Task.Delay(100);
        Assert.False(_control.Cancelled.IsCancellationRequested);
    }

    [Fact]
    public async Task Somebody_who_only_watches_may_go()
    {
        await using var client = await ConnectAsync();
        _channel.Send(new TransactionEvent { Kind = "accepted" });
        await client.FirstAsync(CancellationToken.None);
        await using (var watcher = await ConnectAsync())
        {
            await watcher.FirstAsync(CancellationToken.None);
            await watcher.SendAsync(new TransactionOrder("content"));
            await _control.ContentAsync(CancellationToken.None).WaitAsync(Deadline);
        }

        await Task.Delay(100);
        Assert.False(_control.Cancelled.IsCancellationRequested);
    }

    [Fact]
    public async Task Orders_are_obeyed()
    {
        await using var client = await ConnectAsync();
        await client.SendAsync(new TransactionOrder("proceed") { Phase = "Switch" });
        await _control.AdmitAsync(Phase.Switch, () => { }, CancellationToken.None).WaitAsync(Deadline);
        await client.SendAsync(new TransactionOrder("cancel"));
        await CancelledAsync();
        Assert.Equal("transaction.cancelled", _control.Reason!.Code);
    }

    [Theory]
    [InlineData("""{"word":"proceed","phase":"Sideways"}"""), InlineData("""{"word":"proceed"}"""), InlineData("""{"word":"dance"}""")]
    public async Task An_order_that_nobody_knows_is_passed_over(string order)
    {
        await using var client = await ConnectAsync();
        await RawAsync(client, order + "\n");
        await client.SendAsync(new TransactionOrder("content"));
        await _control.ContentAsync(CancellationToken.None).WaitAsync(Deadline);
        Assert.False(_control.Cancelled.IsCancellationRequested);
    }

    [Fact]
    public async Task A_slow_listener_holds_nobody_up()
    {
        await using var slow = await ConnectAsync();
        _channel.Send(new TransactionEvent { Kind = "accepted" });
        await slow.FirstAsync(CancellationToken.None);
        var text = new string('x', 10_000);
        var sending = Task.Run(() =>
        {
            for (var i = 0; i < 1_000; i++)
                _channel.Send(TransactionEvent.Log(null, text, false));
        });
        await sending.WaitAsync(Deadline);
    }

    private Task<TransactionClient> ConnectAsync() => TransactionClient.ConnectAsync(Layout, "tx", CancellationToken.None);

    private static async Task RawAsync(TransactionClient client, string text)
    {
        var field = typeof(TransactionClient).GetField("_stream", System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Instance)!;
        await ((NetworkStream)field.GetValue(client)!).WriteAsync(Encoding.UTF8.GetBytes(text));
    }

    private async Task CancelledAsync()
    {
        var cancelled = new TaskCompletionSource();
        using var registered = _control.Cancelled.Register(() => cancelled.TrySetResult());
        await cancelled.Task.WaitAsync(Deadline);
    }

    private static Task<List<TransactionEvent>> ReadAllAsync(TransactionClient client) => Task.Run(async () =>
    {
        var all = new List<TransactionEvent>();
        await foreach (var e in client.EventsAsync())
            all.Add(e);
        return all;
    });
}
