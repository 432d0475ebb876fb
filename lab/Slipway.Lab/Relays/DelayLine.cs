using System.Buffers;
using System.Net.Sockets;
using System.Threading.Channels;

namespace Slipway.Lab;

/// <summary>
/// One direction of a relayed connection: what comes in is stamped with the time it is due, queued, and sent at that time.
/// Reading goes on meanwhile, so the delay costs no throughput. The end of the stream travels in the same queue.
/// </summary>
internal sealed class DelayLine(Socket from, Socket to, RelayGate gate, Func<TimeSpan> delay, Action<int> delivered)
{
    private const int Piece = 64 * 1024;
    private const int MostPieces = 1024;

    private readonly Channel<(long Due, byte[] Buffer, int Length)> queue =
        Channel.CreateBounded<(long, byte[], int)>(new BoundedChannelOptions(MostPieces) { SingleReader = true, SingleWriter = true });

    public Task RunAsync(CancellationToken cancel) => Task.WhenAll(ReadAsync(cancel), WriteAsync(cancel));

    private async Task ReadAsync(CancellationToken cancel)
    {
        try
        {
            int length;
            do
            {
                var buffer = ArrayPool<byte>.Shared.Rent(Piece);
                length = await from.ReceiveAsync(buffer.AsMemory(0, Piece), cancel);
                var due = TimeProvider.System.GetTimestamp() + (long)(delay().TotalSeconds * TimeProvider.System.TimestampFrequency);
                await queue.Writer.WriteAsync((due, buffer, length), cancel);
            }
            while (length > 0);
            queue.Writer.Complete();
        }
        catch (Exception e)
        {
            queue.Writer.Complete(e);
            throw;
        }
    }

    private async Task WriteAsync(CancellationToken cancel)
    {
        await foreach (var (due, buffer, length) in queue.Reader.ReadAllAsync(cancel))
        {
            while (TimeProvider.System.GetElapsedTime(TimeProvider.System.GetTimestamp(), due) is var left && left > TimeSpan.Zero)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds)), cancel); // it may end early: it counts ticks of whole milliseconds
            }

            await gate.PassAsync(cancel);
            if (length == 0) to.Shutdown(SocketShutdown.Send);
            for (var sent = 0; sent < length;) sent += await to.SendAsync(buffer.AsMemory(sent, length - sent), cancel);
            delivered(length);
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
