using System.Diagnostics;
using System.Security.Cryptography;
using Slipway.Problems;
using Slipway.Protocol;
using Xunit;

namespace Slipway.Tests.Protocol;

public class BulkStreamTest
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(70_000)]
    [InlineData(20_000_000)]
    public async Task Stream_arrives_as_it_was_sent(int size)
    {
        await using var pair = await DuplexPair.StartedAsync();
        var bytes = Bytes(size);

        var sending = SendAsync(pair.Client, "pack", bytes);
        await using var reader = await pair.Server.AcceptBulkAsync("pack", Long);
        var digest = await SHA256.HashDataAsync(reader);

        await sending;
        Assert.Equal(SHA256.HashData(bytes), digest);
    }

    [Fact]
    public async Task Stream_may_be_accepted_before_it_is_opened_and_several_run_at_once()
    {
        await using var pair = await DuplexPair.StartedAsync();
        var readers = Enumerable.Range(0, 5).Select(i => pair.Client.AcceptBulkAsync($"pack {i}", Long)).ToArray();

        var sending = Enumerable.Range(0, 5).Select(i => SendAsync(pair.Server, $"pack {i}", Bytes(6_000_000 + i))).ToArray();
        var digests = await Task.WhenAll(readers.Select(async r => await SHA256.HashDataAsync(await r)));

        await Task.WhenAll(sending);
        Assert.Equal(Enumerable.Range(0, 5).Select(i => SHA256.HashData(Bytes(6_000_000 + i))), digests);
    }

    [Fact]
    public async Task Stream_that_nobody_reads_takes_its_window_and_blocks_nothing_else()
    {
        await using var pair = await DuplexPair.StartedAsync(p => FrameConnectionTest.Echo(p.Server));
        await using var writer = await pair.Client.OpenBulkAsync("stuck");
        await writer.WriteAsync(new byte[BulkStreams.Window]);
        using var stop = new CancellationTokenSource();

        var blocked = writer.WriteAsync(new byte[1], stop.Token).AsTask();

        Assert.Equal("still here!", await FrameConnectionTest.CallAsync(pair.Client, "still here"));
        await SendAndReadAsync(pair, "other", 10_000_000);
        Assert.False(blocked.IsCompleted);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => blocked);
    }

    [Fact]
    public async Task Disposed_without_completion_is_a_broken_stream_not_a_short_one()
    {
        await using var pair = await DuplexPair.StartedAsync();
        var writer = await pair.Client.OpenBulkAsync("pack");
        await writer.WriteAsync(Bytes(1000));
        await writer.DisposeAsync();

        await using var reader = await pair.Server.AcceptBulkAsync("pack", Long);
        var thrown = await Assert.ThrowsAsync<ProblemException>(() => reader.CopyToAsync(Stream.Null));

        Assert.Equal("protocol.bulk-broken", thrown.Problem.Code);
        Assert.Equal("The stream pack ended before it was complete", thrown.Problem.Title);
    }

    [Fact]
    public async Task Reader_that_leaves_early_stops_the_sender()
    {
        await using var pair = await DuplexPair.StartedAsync();
        var sending = SendAsync(pair.Client, "pack", Bytes(50_000_000));
        var reader = await pair.Server.AcceptBulkAsync("pack", Long);
        await reader.ReadExactlyAsync(new byte[100]);

        await reader.DisposeAsync();

        var thrown = await Assert.ThrowsAsync<ProblemException>(() => sending);
        Assert.Equal("the receiver does not want the rest", thrown.Problem.Detail);
    }

    [Fact]
    public async Task End_of_the_connection_breaks_reader_and_writer()
    {
        await using var pair = await DuplexPair.StartedAsync();
        var sending = SendAsync(pair.Client, "pack", Bytes(50_000_000));
        var reader = await pair.Server.AcceptBulkAsync("pack", Long);
        await reader.ReadExactlyAsync(new byte[100]);

        await pair.ToServer.Writer.CompleteAsync();
        await pair.ToClient.Writer.CompleteAsync();

        Assert.Equal("protocol.end-of-input", (await Assert.ThrowsAsync<ProblemException>(() => reader.CopyToAsync(Stream.Null))).Problem.Code);
        Assert.Equal("protocol.end-of-input", (await Assert.ThrowsAsync<ProblemException>(() => sending)).Problem.Code);
    }

    [Fact]
    public async Task Half_a_gigabyte_passes_through_a_window_of_four_megabytes()
    {
        await using var pair = await DuplexPair.StartedAsync();
        await SendAndReadAsync(pair, "warm", 50_000_000);
        var watch = Stopwatch.StartNew();

        await SendAndReadAsync(pair, "pack", 500_000_000);

        TestContext.Current.TestOutputHelper?.WriteLine($"{500 / watch.Elapsed.TotalSeconds:0} MB/s");
    }

    private static async Task SendAndReadAsync(DuplexPair pair, string name, long size)
    {
        var sending = Task.Run(async () =>
        {
            await using var writer = await pair.Client.OpenBulkAsync(name);
            var block = new byte[1_000_000];
            for (var left = size; left > 0; left -= block.Length)
                await writer.WriteAsync(block);
            await writer.CompleteAsync();
        });
        await using var reader = await pair.Server.AcceptBulkAsync(name, Long);
        var buffer = new byte[256 * 1024];
        long total = 0;
        while (await reader.ReadAsync(buffer) is > 0 and var read)
            total += read;
        await sending;
        Assert.Equal(size, total);
    }

    private static async Task SendAsync(FrameConnection connection, string name, byte[] bytes)
    {
        await using var writer = await connection.OpenBulkAsync(name);
        await writer.WriteAsync(bytes);
        await writer.CompleteAsync();
    }

    private static byte[] Bytes(int size)
    {
        var bytes = new byte[size];
        new Random(size).NextBytes(bytes);
        return bytes;
    }
}
