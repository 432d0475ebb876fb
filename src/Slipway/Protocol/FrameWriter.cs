namespace Slipway.Protocol;

/// <summary>Writes what the outbox holds, one write a frame, and flushes when nothing waits.</summary>
internal sealed class FrameWriter(Outbox outbox, Stream output)
{
    public async Task RunAsync(CancellationToken cancel)
    {
        while (true)
        {
            var frame = await outbox.NextAsync();
            do
            {
                await output.WriteAsync(frame.Bytes, cancel);
                frame.Return();
            }
            while (outbox.TryNext(out frame));
            await output.FlushAsync(cancel);
        }
    }
}
