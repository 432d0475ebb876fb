using System.Buffers;
using System.IO.Pipelines;

namespace Slipway.Protocol;

/// <summary>Takes frames from the input until it ends.</summary>
internal sealed class FrameReader(PipeReader input, KeepAlive keepAlive)
{
    /// <param name="onFrame">Gets each frame; false = stop. The payload is valid during the call only.</param>
    /// <returns>True when <paramref name="onFrame"/> stopped, false when the input ended.</returns>
    /// <exception cref="Problems.ProblemException">The bytes are no frames or end inside one.</exception>
    public async Task<bool> RunAsync(Func<FrameHeader, ReadOnlySequence<byte>, CancellationToken, ValueTask<bool>> onFrame, CancellationToken cancel)
    {
        while (true)
        {
            var read = await input.ReadAsync(cancel);
            keepAlive.Heard();
            var buffer = read.Buffer;
            while (TryTake(ref buffer, out var header, out var payload))
            {
                if (!await onFrame(header, payload, cancel))
                    return true;
            }

            if (read.IsCompleted)
                return buffer.IsEmpty ? false : throw new EndOfStreamException($"it ended inside a frame, after {buffer.Length} of its bytes");
            input.AdvanceTo(buffer.Start, buffer.End);
        }
    }

    private static bool TryTake(ref ReadOnlySequence<byte> buffer, out FrameHeader header, out ReadOnlySequence<byte> payload)
    {
        header = default;
        payload = default;
        if (buffer.Length < FrameHeader.Size)
            return false;
        Span<byte> bytes = stackalloc byte[FrameHeader.Size];
        buffer.Slice(0, FrameHeader.Size).CopyTo(bytes);
        header = FrameHeader.Read(bytes);
        if (buffer.Length < FrameHeader.Size + header.Length)
            return false;
        payload = buffer.Slice(FrameHeader.Size, header.Length);
        buffer = buffer.Slice(payload.End);
        return true;
    }
}
