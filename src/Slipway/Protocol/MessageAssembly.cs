using System.Buffers;

namespace Slipway.Protocol;

/// <summary>Joins the frames of messages that did not fit into one. Used by the reader only.</summary>
internal sealed class MessageAssembly
{
    /// <summary>Largest message, in bytes.</summary>
    public const int MaxMessage = 64 * 1024 * 1024;

    private const long MaxOpen = 4L * MaxMessage;
    private readonly Dictionary<(FrameType, uint), ArrayBufferWriter<byte>> _open = [];
    private long _bytes;

    /// <returns>The whole message, or null while frames are missing.</returns>
    public byte[]? Add(FrameHeader header, ReadOnlySequence<byte> payload)
    {
        var key = (header.Type, header.Stream);
        if (!_open.TryGetValue(key, out var parts))
        {
            if (!header.More)
                return payload.ToArray();
            _open[key] = parts = new ArrayBufferWriter<byte>(4 * FrameHeader.MaxPayload);
        }

        if (parts.WrittenCount + payload.Length > MaxMessage || _bytes + payload.Length > MaxOpen)
            throw ProtocolProblems.Violation($"a message of more than {MaxMessage} bytes");
        payload.CopyTo(parts.GetSpan((int)Math.Max(1, payload.Length)));
        parts.Advance((int)payload.Length);
        _bytes += payload.Length;
        if (header.More)
            return null;
        _open.Remove(key);
        _bytes -= parts.WrittenCount;
        return parts.WrittenSpan.ToArray();
    }
}
