using System.Text;
using Slipway.Secrets;
using Slipway.Tests.Protocol;
using Xunit;

namespace Slipway.Tests.Secrets;

public class RedactedBytesTest
{
    [Theory, InlineData(1), InlineData(3), InlineData(7), InlineData(100_000)]
    public async Task Secrets_go_and_all_else_stays_byte_by_byte_whatever_the_pieces(int piece)
    {
        byte[] noise = [.. Enumerable.Range(0, 4096).Select(i => (byte)(i * 7))];
        byte[] given = [.. noise, .. "sentinel-päss"u8, 0, 0xff, 13, 10, .. "sentinel-p\t"u8, .. noise, .. "sentinel-päss"u8];
        using var output = new MemoryStream();
        await new RedactedBytes([new Secret("sentinel-päss")], output).CopyAsync(new PiecesStream(given, piece), TestContext.Current.CancellationToken);
        byte[] wanted = [.. noise, .. "***"u8, 0, 0xff, 13, 10, .. "sentinel-p\t"u8, .. noise, .. "***"u8];
        Assert.Equal(wanted, output.ToArray());
    }

    [Fact]
    public async Task Without_secrets_nothing_is_held_back_or_changed()
    {
        using var output = new MemoryStream();
        await new RedactedBytes([], output).CopyAsync(new MemoryStream(Encoding.Latin1.GetBytes("a\0\tÿ")), TestContext.Current.CancellationToken);
        Assert.Equal(Encoding.Latin1.GetBytes("a\0\tÿ"), output.ToArray());
    }

    private sealed class PiecesStream(byte[] bytes, int piece) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(piece, buffer.Length)], cancellationToken);
    }
}
