using System.Buffers;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;
using Slipway.Deployments.Proof;
using Slipway.Hosts.Local;

namespace Slipway.Cli.Local.Edge;

/// <summary>
/// Passes a request to the release's Unix socket and streams the answer back. Every request gets a connection of its own: a kept one
/// could go to a release that is no longer meant, or be closed by the app just when it is used again.
/// </summary>
internal sealed class ProxyForwarder(LocalSite site) : IDisposable
{
    private static readonly HttpRequestOptionsKey<string> SocketKey = new("slipway.socket");
    private static readonly TimeSpan HeadersDeadline = TimeSpan.FromMinutes(5);
    private readonly HttpMessageInvoker _app = new(new SocketsHttpHandler
    {
        ConnectCallback = ConnectAsync,
        PooledConnectionLifetime = TimeSpan.Zero,
        ConnectTimeout = TimeSpan.FromSeconds(10),
        Expect100ContinueTimeout = TimeSpan.FromSeconds(1),
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        UseCookies = false,
        UseProxy = false,
        ActivityHeadersPropagator = null,
        RequestHeaderEncodingSelector = static (_, _) => Encoding.Latin1,
        ResponseHeaderEncodingSelector = static (_, _) => Encoding.Latin1,
    });

    /// <returns>False when the app broke off its answer after it had begun.</returns>
    public async Task<bool> ForwardAsync(HttpContext context, Entrance entrance, ServingRelease release)
    {
        if (release.Socket() is not { } socket)
        {
            await UnreachableAsync(context, release, "it has no socket");
            return true;
        }

        using var request = ProxyRequest.Make(context, entrance);
        request.Options.Set(SocketKey, socket);
        HttpResponseMessage response;
        try
        {
            response = await SendAsync(request, context.RequestAborted);
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            return true;
        }
        catch (OperationCanceledException)
        {
            await EdgePage.WriteAsync(context, StatusCodes.Status504GatewayTimeout, $"Release {release.Id} did not answer within {HeadersDeadline.TotalMinutes:0} minutes", Where(release));
            return true;
        }
        catch (HttpRequestException e)
        {
            await RefuseAsync(context, release, e);
            return true;
        }

        using (response)
            return await AnswerAsync(context, response);
    }

    public void Dispose() => _app.Dispose();

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken aborted)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(aborted);
        if (request.Content is null)
            limit.CancelAfter(HeadersDeadline);
        return await _app.SendAsync(request, limit.Token);
    }

    private static async Task<bool> AnswerAsync(HttpContext context, HttpResponseMessage response)
    {
        CopyHeaders(context, response);
        if (response.StatusCode == HttpStatusCode.SwitchingProtocols)
        {
            await UpgradeTunnel.RunAsync(context, response);
            return true;
        }

        await using var body = await response.Content.ReadAsStreamAsync(context.RequestAborted);
        await context.Response.StartAsync(context.RequestAborted);
        return await CopyBodyAsync(body, context);
    }

    // A failure of the app must reach the client as a broken answer, not as a short one that looks whole.
    private static async Task<bool> CopyBodyAsync(Stream body, HttpContext context)
    {
        const int size = 64 << 10;
        var buffer = ArrayPool<byte>.Shared.Rent(size);
        try
        {
            while (await body.ReadAsync(buffer, context.RequestAborted) is var count and > 0)
                await context.Response.Body.WriteAsync(buffer.AsMemory(0, count), context.RequestAborted);
            return true;
        }
        catch (Exception e) when (e is IOException or HttpRequestException or OperationCanceledException)
        {
            var clientLeft = context.RequestAborted.IsCancellationRequested;
            context.Abort();
            return clientLeft;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static void CopyHeaders(HttpContext context, HttpResponseMessage response)
    {
        context.Response.StatusCode = (int)response.StatusCode;
        if (context.Features.Get<IHttpResponseFeature>() is { } feature)
            feature.ReasonPhrase = response.ReasonPhrase;
        var connection = response.Headers.NonValidated.TryGetValues("Connection", out var values) ? new StringValues([.. values]) : StringValues.Empty;
        var upgraded = response.StatusCode == HttpStatusCode.SwitchingProtocols;
        foreach (var (name, value) in response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated))
        {
            if (HopHeaders.Contains(name, connection) && !(upgraded && name.Equals("Upgrade", StringComparison.OrdinalIgnoreCase)))
                continue;
            if (name.Equals(EntranceClient.ReleaseHeader, StringComparison.OrdinalIgnoreCase))
                continue; // which release answers is the edge's word
            context.Response.Headers.Append(name, new StringValues([.. value]));
        }

        if (response.StatusCode == HttpStatusCode.NoContent || upgraded)
            context.Response.Headers.ContentLength = null;
    }

    private Task RefuseAsync(HttpContext context, ServingRelease release, HttpRequestException e)
    {
        for (Exception? inner = e; inner is not null; inner = inner.InnerException)
        {
            if (inner is BadHttpRequestException bad)
                return EdgePage.WriteAsync(context, bad.StatusCode, bad.Message);
        }

        return UnreachableAsync(context, release, (e.InnerException ?? e).Message);
    }

    private Task UnreachableAsync(HttpContext context, ServingRelease release, string why) => EdgePage.WriteAsync(
        context, StatusCodes.Status502BadGateway, $"Release {release.Id} does not answer", $"{why}\n{Where(release)}");

    private string Where(ServingRelease release) => $"Its last words: {site.ProcessLog("web", release.Id)}";

    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancel)
    {
        if (!context.InitialRequestMessage.Options.TryGetValue(SocketKey, out var path))
            throw new InvalidOperationException("The request names no socket.");
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancel);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
