using System.Buffers.Text;
using System.Text;

namespace Slipway.Lab;

/// <summary>Takes in the bytes of one HTTP/1.1 answer after another and says when it is whole. The buffer is used again.</summary>
internal sealed class HttpAnswer
{
    private const int MostHead = 64 * 1024;

    private byte[] buffer = new byte[16 * 1024];
    private int filled;
    private int headEnd;
    private int length;
    private ChunkedBody? chunks;

    public int Status { get; private set; }

    /// <summary>The server said <c>Connection: close</c>, or speaks HTTP/1.0 without <c>keep-alive</c>.</summary>
    public bool CloseAnnounced { get; private set; }

    /// <summary>The body has no length of its own: it ends when the connection does.</summary>
    public bool EndsWithConnection => headEnd > 0 && chunks is null && length < 0;

    public bool Started => filled > 0;

    public ReadOnlyMemory<byte> Body => chunks?.Body ?? buffer.AsMemory(headEnd, filled - headEnd);

    public void Begin()
    {
        (filled, headEnd, length, chunks, Status, CloseAnnounced) = (0, 0, 0, null, 0, false);
    }

    public Memory<byte> Room()
    {
        if (filled == buffer.Length) Array.Resize(ref buffer, buffer.Length * 2);
        return buffer.AsMemory(filled);
    }

    public void Received(int count) => filled += count;

    /// <summary>True when the answer is whole.</summary>
    /// <exception cref="InvalidDataException">It is no HTTP answer, or more came than was announced.</exception>
    public bool Advance()
    {
        if (headEnd == 0 && !ReadHead()) return false;
        if (chunks is not null) return chunks.Advance(buffer.AsSpan(headEnd, filled - headEnd));
        if (length < 0) return false;
        if (filled - headEnd > length) throw new InvalidDataException("more bytes than announced");
        return filled - headEnd == length;
    }

    private bool ReadHead()
    {
        var end = buffer.AsSpan(0, filled).IndexOf("\r\n\r\n"u8);
        if (end < 0) return filled <= MostHead ? false : throw new InvalidDataException("a head without an end");
        var head = buffer.AsSpan(0, end);
        var line = head.IndexOf("\r\n"u8);
        ReadStatus(line < 0 ? head : head[..line]);
        headEnd = end + 4;
        length = -1;
        ReadFields(line < 0 ? default : head[(line + 2)..]);
        if (Status is 204 or 304 || Status / 100 == 1) length = 0;
        return true;
    }

    private void ReadStatus(ReadOnlySpan<byte> line)
    {
        if (!line.StartsWith("HTTP/1."u8) || line.Length < 12 || !Utf8Parser.TryParse(line[9..12], out int status, out _))
            throw new InvalidDataException("no HTTP answer");
        Status = status;
        CloseAnnounced = line[7] == (byte)'0';
    }

    private void ReadFields(ReadOnlySpan<byte> fields)
    {
        while (!fields.IsEmpty)
        {
            var end = fields.IndexOf("\r\n"u8);
            var field = end < 0 ? fields : fields[..end];
            fields = end < 0 ? default : fields[(end + 2)..];
            var colon = field.IndexOf((byte)':');
            if (colon > 0) ReadField(field[..colon], Ascii.Trim(field[(colon + 1)..]) is var range ? field[(colon + 1)..][range] : default);
        }
    }

    private void ReadField(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        if (Ascii.EqualsIgnoreCase(name, "content-length"u8))
            length = Utf8Parser.TryParse(value, out int announced, out _) ? announced : throw new InvalidDataException("a wrong Content-Length");
        else if (Ascii.EqualsIgnoreCase(name, "transfer-encoding"u8)) chunks = new();
        else if (Ascii.EqualsIgnoreCase(name, "connection"u8)) CloseAnnounced = !Ascii.EqualsIgnoreCase(value, "keep-alive"u8);
    }
}
