using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Slipway.Hosts.Local;
using Kind = Slipway.Cli.Local.Edge.FastCgiRecord.Kind;

namespace Slipway.Cli.Local.Edge;

/// <summary>Runs a script through the release's own PHP-FPM and streams its answer.</summary>
internal sealed class FastCgiForwarder(LocalSite site)
{
    private static readonly TimeSpan ConnectDeadline = TimeSpan.FromSeconds(10);

    /// <param name="root">The document root in the release's own folder.</param>
    /// <param name="script">Below the root, with a leading slash.</param>
    /// <returns>False when the app broke off its answer after it had begun.</returns>
    public async Task<bool> RunAsync(HttpContext context, Entrance entrance, ServingRelease release, string root, string script)
    {
        try
        {
            if (release.Socket() is not { } path)
                throw new IOException("it has no socket");
            var length = await KnownLengthAsync(context);
            var parameters = FastCgiParams.Encode(FastCgiParams.Make(context, entrance, root, script, length));
            using var socket = await ConnectAsync(path, context.RequestAborted);
            await using var stream = new NetworkStream(socket);
            await TalkAsync(context, new FastCgiConversation(stream), parameters, length > 0, release);
            return true;
        }
        catch (BadHttpRequestException e) when (!context.Response.HasStarted)
        {
            await EdgePage.WriteAsync(context, e.StatusCode, e.Message);
            return true;
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            return true;
        }
        catch (Exception e) when (e is IOException or SocketException or InvalidDataException or TimeoutException)
        {
            return await BrokenAsync(context, release, e);
        }
    }

    // PHP must know the length ahead, so a body of unknown length is first read to its end (in memory, then in a temp file).
    private static async Task<long> KnownLengthAsync(HttpContext context)
    {
        if (context.Request.ContentLength is { } known)
            return known;
        if (!context.Request.Headers.ContainsKey("Transfer-Encoding"))
            return 0;
        context.Request.EnableBuffering();
        await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
        var length = context.Request.Body.Position;
        context.Request.Body.Position = 0;
        return length;
    }

    private static async Task<Socket> ConnectAsync(string path, CancellationToken cancel)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancel).AsTask().WaitAsync(ConnectDeadline, TimeProvider.System, cancel);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async Task TalkAsync(HttpContext context, FastCgiConversation talk, byte[] parameters, bool hasBody, ServingRelease release)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        var sending = talk.SendAsync(parameters, hasBody ? context.Request.Body : null, end.Token);
        try
        {
            await AnswerAsync(context, talk, sending, release, end.Token);
        }
        finally
        {
            await end.CancelAsync();
            await sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task AnswerAsync(HttpContext context, FastCgiConversation talk, Task sending, ServingRelease release, CancellationToken cancel)
    {
        var head = new CgiHead();
        var begun = false;
        while (await NextAsync(talk, sending, cancel) is var (kind, content) && kind != Kind.EndRequest)
        {
            if (kind == Kind.Stderr)
                new BoundedLog(site.ProcessLog("web", release.Id)).Write([.. content.Span, (byte)'\n']);
            if (kind != Kind.Stdout || content.IsEmpty)
                continue;
            if (begun && HasBody(context))
                await context.Response.Body.WriteAsync(content, cancel);
            else if (!begun && head.Add(content) is { } rest)
            {
                begun = true;
                await BeginAsync(context, head, rest, cancel);
            }
        }

        if (!begun)
            throw new InvalidDataException("the script ended without an answer");
    }

    // A body that the client sends badly shows itself as an answer that never comes: the sender's error is the one to tell.
    private static async Task<(Kind Kind, ReadOnlyMemory<byte> Content)> NextAsync(FastCgiConversation talk, Task sending, CancellationToken cancel)
    {
        var reading = talk.ReadAsync(cancel);
        if (!reading.IsCompleted && !sending.IsCompleted)
            await Task.WhenAny(reading, sending);
        if (sending.IsFaulted && sending.Exception.InnerException is BadHttpRequestException)
            await sending;
        return await reading;
    }

    private static async Task BeginAsync(HttpContext context, CgiHead head, ReadOnlyMemory<byte> rest, CancellationToken cancel)
    {
        context.Response.StatusCode = head.Status;
        foreach (var (name, value) in head.Headers)
        {
            if (!HopHeaders.Contains(name, default))
                context.Response.Headers.Append(name, value);
        }

        await context.Response.StartAsync(cancel);
        if (!rest.IsEmpty && HasBody(context))
            await context.Response.Body.WriteAsync(rest, cancel);
    }

    private static bool HasBody(HttpContext context) =>
        context.Response.StatusCode is not (StatusCodes.Status204NoContent or StatusCodes.Status304NotModified) && !HttpMethods.IsHead(context.Request.Method);

    private async Task<bool> BrokenAsync(HttpContext context, ServingRelease release, Exception e)
    {
        if (context.Response.HasStarted)
        {
            context.Abort();
            return false;
        }

        await EdgePage.WriteAsync(context, StatusCodes.Status502BadGateway, $"Release {release.Id} does not answer", $"{e.Message}\nIts last words: {site.ProcessLog("web", release.Id)}");
        return true;
    }
}
