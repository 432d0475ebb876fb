using System.IO.Pipelines;
using FsCheck;
using FsCheck.Fluent;
using Slipway.Problems;
using Slipway.Protocol;
using Xunit;

namespace Slipway.Tests.Protocol;

/// <summary>A scripted peer that sends raw bytes.</summary>
public class WireTest
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);

    [Fact]
    public void Header_reads_back_what_was_written()
    {
        var types = Enum.GetValues<FrameType>();
        Prop.ForAll<uint, ushort, bool>((stream, length, more) =>
        {
            var header = new FrameHeader(types[stream % (uint)types.Length], more, stream, length);
            var bytes = new byte[FrameHeader.Size];
            header.Write(bytes);
            return FrameHeader.Read(bytes) == header;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Header_bytes_are_the_documented_ones()
    {
        var bytes = new byte[FrameHeader.Size];
        new FrameHeader(FrameType.Request, true, 0x01020304, 0x10000).Write(bytes);

        Assert.Equal("534C019001020304" + "00010000", Convert.ToHexString(bytes));
    }

    [Fact]
    public async Task Conversation_survives_any_split_of_its_bytes()
    {
        var bytes = await RecordAsync();
        var seed = Environment.TickCount;
        var random = new Random(seed);
        for (var round = 0; round < 30; round++)
            Assert.True(await ReplayAsync(bytes, () => random.Next(1, 1 + random.Next(1, 300))) == Recorded, $"seed {seed}, round {round}");
        Assert.Equal(Recorded, await ReplayAsync(bytes, () => 1));
    }

    [Fact]
    public async Task Conversation_cut_at_any_byte_ends_without_hanging_and_without_inventing_a_bye()
    {
        var bytes = await RecordAsync(text: new string('x', 300));
        var hello = Array.IndexOf(bytes, (byte)'\n', 1) + 1;
        for (var length = 0; length < bytes.Length; length++)
        {
            var (end, _) = await FeedAsync(bytes[..length]);
            Assert.Equal(length < hello ? "protocol.no-hello" : "protocol.end-of-input", end.Code);
        }
    }

    [Fact]
    public async Task Garbage_after_the_hello_is_a_problem_that_shows_it()
    {
        var (end, reason) = await FeedAsync([.. Hello.Line("x"), .. "Segmentation fault\n"u8]);

        Assert.Equal(ConnectionEndReason.ProtocolError, reason);
        Assert.Equal("protocol.not-a-frame", end.Code);
        Assert.Equal("expected a frame header, got \"Segmentation\"", end.Detail);
    }

    [Fact]
    public async Task Random_garbage_never_hangs_or_escapes_as_a_bug()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var real = await RecordAsync();
        for (var round = 0; round < 200; round++)
        {
            var bytes = real.ToArray();
            var hello = Array.IndexOf(bytes, (byte)'\n', 1) + 1;
            for (var hit = 0; hit < 1 + round % 5; hit++)
                bytes[random.Next(hello, bytes.Length)] = (byte)random.Next(256);
            var (end, _) = await FeedAsync(bytes);
            Assert.True(end.Code.StartsWith("protocol.", StringComparison.Ordinal) && end.Exit != ExitCodes.Bug, $"seed {seed}, round {round}: {end}");
        }
    }

    [Theory]
    [InlineData("534C027F0000000000000000", "protocol.other-version")]
    [InlineData("534C017F0000000000000000", "protocol.not-a-frame")]
    [InlineData("534C0110000000000001 0001", "protocol.not-a-frame")]
    [InlineData("534C01030000000000000000", "protocol.violation")]
    [InlineData("534C01100000000100000000", "protocol.violation")]
    public async Task Frame_that_the_protocol_does_not_know_is_refused(string hex, string code)
    {
        var (end, reason) = await FeedAsync([.. Hello.Line("x"), .. Convert.FromHexString(hex.Replace(" ", ""))]);

        Assert.Equal(ConnectionEndReason.ProtocolError, reason);
        Assert.Equal(code, end.Code);
    }

    [Fact]
    public async Task Bulk_data_beyond_the_credit_is_refused()
    {
        var bytes = new List<byte>(Hello.Line("x"));
        bytes.AddRange(OutFrame.Make(FrameType.BulkOpen, 1, "p"u8).Bytes.ToArray());
        for (var i = 0; i <= BulkStreams.Window / FrameHeader.MaxPayload; i++)
            bytes.AddRange(OutFrame.Make(FrameType.BulkData, 1, new byte[FrameHeader.MaxPayload]).Bytes.ToArray());

        var (end, reason) = await FeedAsync([.. bytes]);

        Assert.Equal(ConnectionEndReason.ProtocolError, reason);
        Assert.Equal("the stream p was sent beyond its credit", end.Detail);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Welcome to web1!\r\nLast login: today\n")]
    [InlineData("no line feed at the end #slipway#2 #slip")]
    public async Task Noise_before_the_hello_is_skipped(string noise)
    {
        var (end, reason) = await FeedAsync([.. System.Text.Encoding.UTF8.GetBytes(noise), .. Hello.Line("x"), .. OutFrame.Make(FrameType.Bye, 0).Bytes.ToArray()]);

        Assert.Equal(ConnectionEndReason.Bye, reason);
        Assert.Equal("protocol.ended", end.Code);
    }

    [Fact]
    public async Task Endless_noise_is_given_up()
    {
        var noise = new byte[400_000];
        Array.Fill(noise, (byte)'y');

        var (end, _) = await FeedAsync(noise);

        Assert.Equal("protocol.no-hello", end.Code);
        Assert.StartsWith("more than 262144 bytes came before it; it sent: \"yyyy", end.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Control_overtakes_bulk_that_waits()
    {
        var outbox = new Outbox();
        for (uint i = 0; i < 10; i++)
            await outbox.SendAsync(Lane.Bulk, OutFrame.Make(FrameType.BulkData, i), default);
        await outbox.SendAsync(Lane.Message, OutFrame.Make(FrameType.Notification, 10), default);
        outbox.Post(OutFrame.Make(FrameType.Ping, 11));

        var order = new List<uint>();
        while (outbox.TryNext(out var frame))
            order.Add(FrameHeader.Read(frame.Bytes.Span).Stream);

        Assert.Equal([11, 10, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9], order);
    }

    [Fact]
    public async Task Nothing_follows_the_bye()
    {
        var outbox = new Outbox();
        await outbox.SendAsync(Lane.Bulk, OutFrame.Make(FrameType.BulkData, 1), default);
        outbox.Finish(OutFrame.Make(FrameType.Bye, 2));
        outbox.Post(OutFrame.Make(FrameType.Ping, 3));
        await outbox.SendAsync(Lane.Message, OutFrame.Make(FrameType.Notification, 4), default);

        var order = new List<uint>();
        while (outbox.TryNext(out var frame))
            order.Add(FrameHeader.Read(frame.Bytes.Span).Stream);

        Assert.Equal([1, 2], order);
    }

    private const string Recorded = "one|two|Bye";

    // What a client sends: hello, two notifications (the second in several frames), bye.
    private static async Task<byte[]> RecordAsync(string? text = null)
    {
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 0));
        var toUs = new Pipe();
        await toUs.Writer.WriteAsync(Hello.Line("recorder"));
        await using var connection = new FrameConnection(toUs.Reader.AsStream(), pipe.Writer.AsStream(), DuplexPair.Quiet with { Greeting = "x" });
        await connection.StartAsync();
        await connection.NotifyAsync("log", new Words("one"), WireJson.Default.Words);
        await connection.NotifyAsync("log", new Words("two" + (text ?? new string('x', 100_000))), WireJson.Default.Words);
        var bye = connection.ByeAsync();
        var all = new MemoryStream();
        var buffer = new byte[1 << 20];
        while (!all.ToArray().AsSpan().EndsWith(OutFrame.Make(FrameType.Bye, 0).Bytes.Span))
            all.Write(buffer, 0, await pipe.Reader.AsStream(true).ReadAsync(buffer).AsTask().WaitAsync(Long));
        await toUs.Writer.CompleteAsync();
        await bye;
        return all.ToArray();
    }

    private static async Task<string> ReplayAsync(byte[] bytes, Func<int> size)
    {
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 0));
        await using var connection = new FrameConnection(new SlicedStream(bytes, size), pipe.Writer.AsStream(), DuplexPair.Quiet);
        var seen = new List<string>();
        connection.OnNotification("log", WireJson.Default.Words, w =>
        {
            seen.Add(w.Text.TrimEnd('x'));
            return Task.CompletedTask;
        });
        await connection.StartAsync();
        var end = await connection.Completion.WaitAsync(Long);
        return string.Join('|', seen.Append(end.Reason.ToString()));
    }

    private static async Task<(Problem Problem, ConnectionEndReason? Reason)> FeedAsync(byte[] bytes)
    {
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 0));
        await using var connection = new FrameConnection(new MemoryStream(bytes), pipe.Writer.AsStream(), DuplexPair.Quiet);
        connection.OnNotification("log", WireJson.Default.Words, _ => Task.CompletedTask);
        try
        {
            await connection.StartAsync();
        }
        catch (ProblemException e)
        {
            return (e.Problem, null);
        }

        var end = await connection.Completion.WaitAsync(Long);
        return (ProtocolProblems.Ended(end), end.Reason);
    }
}
