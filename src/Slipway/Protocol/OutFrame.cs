using System.Buffers;

namespace Slipway.Protocol;

/// <summary>A frame on its way out: header and payload in one rented array, so that one write sends it.</summary>
internal readonly struct OutFrame
{
    private readonly byte[] _bytes;
    private readonly int _length;

    private OutFrame(byte[] bytes, int length)
    {
        _bytes = bytes;
        _length = length;
    }

    public ReadOnlyMemory<byte> Bytes => _bytes.AsMemory(0, _length);

    public static OutFrame Make(FrameType type, uint stream, ReadOnlySpan<byte> payload = default, bool more = false)
    {
        var length = FrameHeader.Size + payload.Length;
        var bytes = ArrayPool<byte>.Shared.Rent(length);
        new FrameHeader(type, more, stream, payload.Length).Write(bytes);
        payload.CopyTo(bytes.AsSpan(FrameHeader.Size));
        return new OutFrame(bytes, length);
    }

    public void Return() => ArrayPool<byte>.Shared.Return(_bytes);
}
