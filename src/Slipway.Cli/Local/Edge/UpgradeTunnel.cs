using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Slipway.Cli.Local.Edge;

/// <summary>Carries bytes both ways after <c>101 Switching Protocols</c> (WebSocket) until one side ends.</summary>
internal static class UpgradeTunnel
{
    private static readonly TimeSpan AfterOneEnd = TimeSpan.FromSeconds(2);

    public static async Task RunAsync(HttpContext context, HttpResponseMessage response)
    {
        await using var app = await response.Content.ReadAsStreamAsync(context.RequestAborted);
        await using var client = await context.Features.GetRequiredFeature<IHttpUpgradeFeature>().UpgradeAsync();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        var both = new[] { CopyAsync(client, app, end.Token), CopyAsync(app, client, end.Token) };
        await Task.WhenAny(both);
        end.CancelAfter(AfterOneEnd);
        await Task.WhenAll(both);
    }

    private static async Task CopyAsync(Stream from, Stream to, CancellationToken cancel)
    {
        var buffer = new byte[16 << 10];
        try
        {
            while (await from.ReadAsync(buffer, cancel) is var count and > 0)
            {
                await to.WriteAsync(buffer.AsMemory(0, count), cancel);
                await to.FlushAsync(cancel);
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // One side left: the other is given a moment to say goodbye.
        }
    }
}
