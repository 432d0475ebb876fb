using System.Text;
using Slipway.Cli.Local.Edge;
using Xunit;

namespace Slipway.Tests.Local;

public class FastCgiCodecTest
{
    [Fact]
    public void Record_survives_its_eight_bytes()
    {
        Span<byte> head = stackalloc byte[FastCgiRecord.Size];
        new FastCgiRecord(FastCgiRecord.Kind.Stdin, 65535, 7).Write(head);
        Assert.Equal("01 05 00 01 FF FF 07 00", string.Join(' ', head.ToArray().Select(b => b.ToString("X2"))));
        Assert.Equal(new FastCgiRecord(FastCgiRecord.Kind.Stdin, 65535, 7), FastCgiRecord.Read(head));
    }

    [Fact]
    public void Answer_that_is_not_FastCGI_is_refused()
    {
        var e = Assert.Throws<InvalidDataException>(() => FastCgiRecord.Read("HTTP/1.1"u8));
        Assert.Equal("The app's answer is not FastCGI: it begins with byte 72.", e.Message);
    }

    [Fact]
    public void Long_parameters_have_lengths_of_four_bytes()
    {
        var bytes = FastCgiParams.Encode([("A", "b"), (new string('N', 128), "")]);
        Assert.Equal([1, 1, (byte)'A', (byte)'b', 0x80, 0, 0, 128, 0, .. Enumerable.Repeat((byte)'N', 128)], bytes);
    }

    [Fact]
    public void Head_is_the_same_however_it_is_cut()
    {
        var text = Encoding.Latin1.GetBytes("Status: 404 Not Found\r\nX-A: 1\r\nX-A:2\r\n\r\nbody");
        for (var size = 1; size <= text.Length; size++)
        {
            var head = new CgiHead();
            var body = new StringBuilder();
            var done = false;
            foreach (var piece in text.Chunk(size))
            {
                if (done)
                    body.Append(Encoding.Latin1.GetString(piece));
                else if (head.Add(piece) is { } rest)
                {
                    done = true;
                    body.Append(Encoding.Latin1.GetString(rest.Span));
                }
            }

            Assert.Equal((404, "body"), (head.Status, body.ToString()));
            Assert.Equal([("X-A", "1"), ("X-A", "2")], head.Headers);
        }
    }

    [Fact]
    public void Head_without_end_or_colon_is_refused()
    {
        Assert.Equal("The script's headers do not end within 64 KiB.", Assert.Throws<InvalidDataException>(() => new CgiHead().Add(new byte[70_000])).Message);
        Assert.Equal("The script wrote a header line without a colon.", Assert.Throws<InvalidDataException>(() => new CgiHead().Add("Warning\n\n"u8.ToArray())).Message);
    }
}
