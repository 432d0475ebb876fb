using System.IO.Pipelines;
using Slipway.Problems;
using Slipway.Protocol;
using Xunit;

namespace Slipway.Tests.Protocol;

public class KeepAliveTest
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);
    private readonly ManualTime _time = new();

    [Fact]
    public async Task Silent_peer_is_given_up_after_the_limit()
    {
        var (connection, _, _) = await StartAsync();
        await using var _1 = connection;
        var call = FrameConnectionTest.CallAsync(connection, "x");

        for (var second = 0; second < 15; second += 5)
            await TickAsync();
        Assert.False(connection.Completion.IsCompleted);
        await TickAsync(last: true);

        var end = await connection.Completion.WaitAsync(Long);
        Assert.Equal(ConnectionEndReason.Silence, end.Reason);
        Assert.Equal("nothing was heard for 20 s", end.Problem!.Detail);
        Assert.Equal("protocol.silence", (await Assert.ThrowsAsync<ProblemException>(() => call)).Problem.Code);
    }

    [Fact]
    public async Task Pings_go_out_in_their_interval_and_pings_of_the_peer_keep_it_alive()
    {
        var (connection, fromPeer, toPeer) = await StartAsync();
        await using var _1 = connection;
        var seen = new SemaphoreSlim(0);
        connection.OnNotification("log", WireJson.Default.Words, _ => { seen.Release(); return Task.CompletedTask; });
        var body = MessageBody.Write("log", new Words("x"), WireJson.Default.Words).ToArray();

        for (uint round = 0; round < 10; round++)
        {
            await fromPeer.WriteAsync(OutFrame.Make(FrameType.Ping, 0).Bytes);
            await fromPeer.WriteAsync(OutFrame.Make(FrameType.Notification, round, body).Bytes);
            Assert.True(await seen.WaitAsync(Long));
            await TickAsync();
        }

        Assert.False(connection.Completion.IsCompleted);
        var written = await toPeer.ReadAtLeastAsync(Hello.Line("").Length + 10 * FrameHeader.Size);
        var pings = written.Buffer.Slice(Hello.Line("").Length);
        Assert.Equal(FrameType.Ping, FrameHeader.Read(System.Buffers.BuffersExtensions.ToArray(pings.Slice(9 * FrameHeader.Size, FrameHeader.Size))).Type);
    }

    [Fact]
    public async Task Own_pause_is_not_the_silence_of_the_peer()
    {
        var (connection, _, _) = await StartAsync();
        await using var _1 = connection;
        await ArmedAsync();

        _time.Advance(TimeSpan.FromHours(1));
        await ArmedAsync();

        Assert.False(connection.Completion.IsCompleted);
    }

    [Fact]
    public async Task Hello_that_never_comes_ends_at_its_deadline()
    {
        var silent = new Pipe();
        await using var connection = new FrameConnection(silent.Reader.AsStream(), new MemoryStream(), new ProtocolOptions { Time = _time });
        var start = connection.StartAsync();
        await ArmedAsync();

        _time.Advance(TimeSpan.FromSeconds(21));

        var thrown = await Assert.ThrowsAsync<ProblemException>(() => start);
        Assert.Equal("No answer in time: hello", thrown.Problem.Title);
    }

    private async Task<(FrameConnection Connection, PipeWriter FromPeer, PipeReader ToPeer)> StartAsync()
    {
        var input = new Pipe();
        var output = new Pipe(new PipeOptions(pauseWriterThreshold: 0));
        await input.Writer.WriteAsync(Hello.Line("peer"));
        var connection = new FrameConnection(input.Reader.AsStream(), output.Writer.AsStream(), new ProtocolOptions { Time = _time });
        await connection.StartAsync();
        return (connection, input.Writer, output.Reader);
    }

    // The watch sets its next timer on another thread: time moves only when a timer of at most 5 s waits.
    private async Task TickAsync(bool last = false)
    {
        await ArmedAsync();
        _time.Advance(TimeSpan.FromSeconds(5));
        if (!last)
            await ArmedAsync();
    }

    private async Task ArmedAsync()
    {
        var limit = DateTime.UtcNow + Long;
        while (!_time.WaitsFor(TimeSpan.FromSeconds(20)) && DateTime.UtcNow < limit)
            await Task.Delay(1);
        Assert.True(_time.WaitsFor(TimeSpan.FromSeconds(20)), "no timer waits");
    }
}
