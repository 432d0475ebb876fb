using System.Buffers.Text;

namespace Slipway.Lab;

/// <summary>Puts a chunked body together. It is shown all bytes after the head each time and remembers how far it got.</summary>
internal sealed class ChunkedBody
{
    private readonly List<byte> body = [];
    private int at;

    public ReadOnlyMemory<byte> Body => body.ToArray();

    /// <summary>True when the last chunk and the end of its trailer have come.</summary>
    public bool Advance(ReadOnlySpan<byte> bytes)
    {
        while (true)
        {
            var rest = bytes[at..];
            var line = rest.IndexOf("\r\n"u8);
            if (line < 0) return false;
            if (!Utf8Parser.TryParse(rest[..line], out int size, out _, 'x')) throw new InvalidDataException("a wrong chunk length");
            if (size == 0) return EndsAfter(rest[line..]);
            if (rest.Length < line + 2 + size + 2) return false;
            body.AddRange(rest.Slice(line + 2, size));
            at += line + 2 + size + 2;
        }
    }

    private static bool EndsAfter(ReadOnlySpan<byte> trailer)
    {
        var end = trailer.IndexOf("\r\n\r\n"u8);
        if (end >= 0 && end + 4 < trailer.Length) throw new InvalidDataException("more bytes than announced");
        return end >= 0;
    }
}
