using System.Net;

namespace Slipway.Lab.Tests.Harness;

/// <summary>A request body that arrives evenly over a time.</summary>
internal sealed class SlowContent(byte[] body, TimeSpan time) : HttpContent
{
    private const int Parts = 20;

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        var size = (body.Length + Parts - 1) / Parts;
        for (var at = 0; at < body.Length; at += size)
        {
            await stream.WriteAsync(body.AsMemory(at, Math.Min(size, body.Length - at)));
            await stream.FlushAsync();
            await Task.Delay(time / Parts);
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = body.Length;
        return true;
    }
}
