using System.Buffers.Binary;

namespace Slipway.Cli.Local.Edge;

/// <summary>The eight bytes before each piece of a FastCGI conversation (version 1, one request per connection).</summary>
internal readonly record struct FastCgiRecord(FastCgiRecord.Kind Type, int ContentLength, int Padding)
{
    public const int Size = 8;
    public const int MostContent = 65535;
    private const byte Version = 1;
    private const ushort RequestId = 1;

    public enum Kind : byte { BeginRequest = 1, EndRequest = 3, Params = 4, Stdin = 5, Stdout = 6, Stderr = 7 }

    /// <exception cref="InvalidDataException">It is not of version 1.</exception>
    public static FastCgiRecord Read(ReadOnlySpan<byte> head)
    {
        if (head[0] != Version)
            throw new InvalidDataException($"The app's answer is not FastCGI: it begins with byte {head[0]}.");
        return new FastCgiRecord((Kind)head[1], BinaryPrimitives.ReadUInt16BigEndian(head[4..]), head[6]);
    }

    public void Write(Span<byte> head)
    {
        head.Clear();
        head[0] = Version;
        head[1] = (byte)Type;
        BinaryPrimitives.WriteUInt16BigEndian(head[2..], RequestId);
        BinaryPrimitives.WriteUInt16BigEndian(head[4..], (ushort)ContentLength);
        head[6] = (byte)Padding;
    }
}
