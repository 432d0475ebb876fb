using System.Buffers.Binary;

namespace Slipway.Protocol;

/// <summary>The 12 bytes before each payload: magic <c>SL</c>, version, type (high bit: more follows), stream, length; big endian.</summary>
internal readonly record struct FrameHeader(FrameType Type, bool More, uint Stream, int Length)
{
    public const int Size = 12;
    public const int MaxPayload = 64 * 1024;
    public const byte Version = 1;
    private const ushort Magic = 0x534C;
    private const byte MoreBit = 0x80;

    public void Write(Span<byte> target)
    {
        BinaryPrimitives.WriteUInt16BigEndian(target, Magic);
        target[2] = Version;
        target[3] = (byte)((byte)Type | (More ? MoreBit : 0));
        BinaryPrimitives.WriteUInt32BigEndian(target[4..], Stream);
        BinaryPrimitives.WriteUInt32BigEndian(target[8..], (uint)Length);
    }

    /// <exception cref="Problems.ProblemException">The bytes are no header that this version understands.</exception>
    public static FrameHeader Read(ReadOnlySpan<byte> bytes)
    {
        if (BinaryPrimitives.ReadUInt16BigEndian(bytes) != Magic)
            throw ProtocolProblems.NotAFrame(bytes[..Size]);
        if (bytes[2] != Version)
            throw ProtocolProblems.OtherVersion(bytes[2]);
        var type = (FrameType)(bytes[3] & ~MoreBit);
        var length = BinaryPrimitives.ReadUInt32BigEndian(bytes[8..]);
        if (!Enum.IsDefined(type) || length > MaxPayload)
            throw ProtocolProblems.NotAFrame(bytes[..Size]);
        return new FrameHeader(type, (bytes[3] & MoreBit) != 0, BinaryPrimitives.ReadUInt32BigEndian(bytes[4..]), (int)length);
    }
}
