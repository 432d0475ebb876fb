using Slipway.Problems;
using Slipway.Protocol;
using Xunit;

namespace Slipway.Tests.Protocol;

public class FrameConnectionTest
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Hello_carries_the_greeting_of_each_side()
    {
        await using var pair = await DuplexPair.StartedAsync();

        Assert.Equal("server", pair.Client.PeerGreeting);
        Assert.Equal("client", pair.Server.PeerGreeting);
    }

    [Fact]
    public async Task Request_gets_its_reply_in_both_directions()
    {
        await using var pair = await DuplexPair.StartedAsync(p => { Echo(p.Server); Echo(p.Client); });

        Assert.Equal("a!", await CallAsync(pair.Client, "a"));
        Assert.Equal("b!", await CallAsync(pair.Server, "b"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(65_000)]
    [InlineData(66_000)]
    [InlineData(10_000_000)]
    public async Task Message_of_any_size_arrives_whole(int size)
    {
        await using var pair = await DuplexPair.StartedAsync(p => Echo(p.Server));
        var text = string.Create(size, size, (span, _) => { for (var i = 0; i < span.Length; i++) span[i] = (char)('a' + i % 26); });

        Assert.Equal(text + "!", await CallAsync(pair.Client, text));
    }

    [Fact]
    public async Task Requests_are_answered_side_by_side()
    {
        var gate = new TaskCompletionSource();
        await using var pair = await DuplexPair.StartedAsync(p => Handle(p.Server, async (w, _) =>
        {
            if (w.Text == "slow")
                await gate.Task;
            return w;
        }));

        var slow = CallAsync(pair.Client, "slow");
        Assert.Equal("quick", await CallAsync(pair.Client, "quick"));
        Assert.False(slow.IsCompleted);
        gate.SetResult();
        Assert.Equal("slow", await slow);
    }

    [Fact]
    public async Task Problem_of_the_handler_is_thrown_at_the_caller_with_every_field()
    {
        var problem = new Problem("demo.broken", "It broke", "here", ["first", "second"], "mend it", "h1:step") { Exit = ExitCodes.Locked };
        var second = new Problem("demo.other", "Also");
        await using var pair = await DuplexPair.StartedAsync(p => Handle(p.Server, (_, _) => throw new ProblemException([problem, second])));

        var thrown = await Assert.ThrowsAsync<ProblemException>(() => CallAsync(pair.Client, "x"));

        Assert.Equal(2, thrown.Problems.Count);
        Assert.Equal(problem with { Causes = thrown.Problem.Causes }, thrown.Problem);
        Assert.Equal(["first", "second"], thrown.Problem.Causes!);
        Assert.Equal(second, thrown.Problems[1]);
    }

    [Fact]
    public async Task Bug_of_the_handler_is_a_problem_with_exit_1()
    {
        await using var pair = await DuplexPair.StartedAsync(p => Handle(p.Server, (_, _) => throw new InvalidOperationException("oops")));

        var thrown = await Assert.ThrowsAsync<ProblemException>(() => CallAsync(pair.Client, "x"));

        Assert.Equal("protocol.bug", thrown.Problem.Code);
        Assert.Equal("The other end failed in echo: InvalidOperationException: oops", thrown.Problem.Title);
        Assert.Equal(ExitCodes.Bug, thrown.Problem.Exit);
    }

    [Fact]
    public async Task Request_that_nobody_handles_says_so()
    {
        await using var pair = await DuplexPair.StartedAsync();

        var thrown = await Assert.ThrowsAsync<ProblemException>(() => CallAsync(pair.Client, "x"));

        Assert.Equal("protocol.unknown-method", thrown.Problem.Code);
    }

    [Fact]
    public async Task Cancelled_caller_stops_the_handler()
    {
        var started = new TaskCompletionSource();
        var stopped = new TaskCompletionSource();
        await using var pair = await DuplexPair.StartedAsync(p => Handle(p.Server, async (w, cancel) =>
        {
            cancel.Register(stopped.SetResult);
            started.SetResult();
            await Task.Delay(Timeout.Infinite, cancel);
            return w;
        }));
        using var source = new CancellationTokenSource();

        var call = CallAsync(pair.Client, "x", source.Token);
        await started.Task;
        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await stopped.Task.WaitAsync(Long);
    }

    [Fact]
    public async Task Deadline_of_a_call_ends_it_and_the_handler()
    {
        var time = new ManualTime();
        var started = new TaskCompletionSource();
        var stopped = new TaskCompletionSource();
        await using var pair = await DuplexPair.StartedAsync(p => Handle(p.Server, async (w, cancel) =>
        {
            cancel.Register(stopped.SetResult);
            started.SetResult();
            await Task.Delay(Timeout.Infinite, cancel);
            return w;
        }), DuplexPair.Quiet with { Time = time });

        var call = pair.Client.CallAsync("echo", new Words("x"), WireJson.Default.Words, WireJson.Default.Words, TimeSpan.FromSeconds(7));
        await started.Task;
        time.Advance(TimeSpan.FromSeconds(8));

        var thrown = await Assert.ThrowsAsync<ProblemException>(() => call);
        Assert.Equal("protocol.deadline", thrown.Problem.Code);
        Assert.Equal("No answer in time: echo", thrown.Problem.Title);
        Assert.Equal("waited 7 s", thrown.Problem.Detail);
        Assert.Equal(ExitCodes.Unreachable, thrown.Problem.Exit);
        await stopped.Task.WaitAsync(Long);
    }

    [Fact]
    public async Task Notifications_are_handled_in_order_and_before_the_reply_that_follows_them()
    {
        var seen = new List<string>();
        await using var pair = await DuplexPair.StartedAsync(p =>
        {
            p.Client.OnNotification("log", WireJson.Default.Words, async w =>
            {
                await Task.Yield();
                seen.Add(w.Text);
            });
            Handle(p.Server, async (w, cancel) =>
            {
                for (var i = 0; i < 3000; i++)
                    await p.Server.NotifyAsync("log", new Words(i.ToString()), WireJson.Default.Words, cancel);
                return w;
            });
        });

        await CallAsync(pair.Client, "x");

        Assert.Equal(Enumerable.Range(0, 3000).Select(i => i.ToString()), seen);
    }

    [Fact]
    public async Task Handler_of_a_notification_may_call_back()
    {
        var answer = new TaskCompletionSource<string>();
        await using var pair = await DuplexPair.StartedAsync(p =>
        {
            Echo(p.Server);
            p.Client.OnNotification("go", WireJson.Default.Words, async _ => answer.SetResult(await CallAsync(p.Client, "from inside")));
        });

        await pair.Server.NotifyAsync("go", new Words(""), WireJson.Default.Words);

        Assert.Equal("from inside!", await answer.Task.WaitAsync(Long));
    }

    [Fact]
    public async Task Failing_notification_handler_ends_the_connection_with_its_problem()
    {
        await using var pair = await DuplexPair.StartedAsync(p =>
            p.Client.OnNotification("go", WireJson.Default.Words, _ => throw new ProblemException(new Problem("demo.full", "No room"))));

        await pair.Server.NotifyAsync("go", new Words(""), WireJson.Default.Words);

        var end = await pair.Client.Completion.WaitAsync(Long);
        Assert.Equal(ConnectionEndReason.ProtocolError, end.Reason);
        Assert.Equal("demo.full", end.Problem!.Code);
    }

    [Fact]
    public async Task Bye_is_the_end_that_both_sides_meant()
    {
        await using var pair = await DuplexPair.StartedAsync();
        var leave = pair.Server.Completion.ContinueWith(_ => pair.Server.DisposeAsync().AsTask(), TaskScheduler.Default).Unwrap();

        await pair.Client.ByeAsync();

        Assert.Equal(new ConnectionEnd(ConnectionEndReason.Bye), await pair.Server.Completion);
        Assert.Equal(new ConnectionEnd(ConnectionEndReason.Bye), await pair.Client.Completion);
        await leave;
    }

    [Fact]
    public async Task End_of_input_without_bye_is_told_to_waiting_calls_and_stops_handlers()
    {
        var started = new TaskCompletionSource();
        var stopped = new TaskCompletionSource();
        await using var pair = await DuplexPair.StartedAsync(p => Handle(p.Server, async (w, cancel) =>
        {
            cancel.Register(stopped.SetResult);
            started.SetResult();
            await Task.Delay(Timeout.Infinite, cancel);
            return w;
        }));
        var call = CallAsync(pair.Client, "x");
        await started.Task;

        await pair.ToServer.Writer.CompleteAsync();
        await pair.ToClient.Writer.CompleteAsync();

        var thrown = await Assert.ThrowsAsync<ProblemException>(() => call);
        Assert.Equal("protocol.end-of-input", thrown.Problem.Code);
        Assert.Equal(ExitCodes.Unreachable, thrown.Problem.Exit);
        Assert.Equal(ConnectionEndReason.EndOfInput, (await pair.Server.Completion.WaitAsync(Long)).Reason);
        await stopped.Task.WaitAsync(Long);
        var late = await Assert.ThrowsAsync<ProblemException>(() => CallAsync(pair.Client, "late"));
        Assert.Equal("protocol.end-of-input", late.Problem.Code);
    }

    [Fact]
    public async Task Message_beyond_the_bound_is_refused_before_it_is_sent()
    {
        await using var pair = await DuplexPair.StartedAsync(p => Echo(p.Server));

        var thrown = await Assert.ThrowsAsync<ProblemException>(() => CallAsync(pair.Client, new string('x', MessageAssembly.MaxMessage + 1)));

        Assert.Equal("protocol.too-large", thrown.Problem.Code);
        Assert.Equal("ok!", await CallAsync(pair.Client, "ok"));
    }

    internal static void Handle(FrameConnection connection, Func<Words, CancellationToken, Task<Words>> handler) =>
        connection.Handle("echo", WireJson.Default, handler);

    internal static void Echo(FrameConnection connection) => Handle(connection, (w, _) => Task.FromResult(new Words(w.Text + "!")));

    internal static async Task<string> CallAsync(FrameConnection connection, string text, CancellationToken cancel = default) =>
        (await connection.CallAsync("echo", new Words(text), WireJson.Default.Words, WireJson.Default.Words, Long, cancel)).Text;
}
