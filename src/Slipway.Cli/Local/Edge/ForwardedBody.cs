using System.Net;
using Microsoft.AspNetCore.Http;

namespace Slipway.Cli.Local.Edge;

/// <summary>A request's body, streamed on as it comes; of known length when the client said it, else chunked.</summary>
internal sealed class ForwardedBody(HttpRequest incoming) : HttpContent
{
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        await stream.FlushAsync(cancellationToken);
        await incoming.Body.CopyToAsync(stream, cancellationToken);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = incoming.ContentLength ?? -1;
        return length >= 0;
    }
}
