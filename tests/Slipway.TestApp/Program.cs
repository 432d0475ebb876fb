// A small web app on a Unix socket, as a release would be: `Slipway.TestApp <socket>`, or on the port PORT without one; everything else comes from its environment.
using System.Globalization;
using System.Net.WebSockets;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

var release = Environment.GetEnvironmentVariable("SLIPWAY_RELEASE") ?? "?";
Console.WriteLine($"starting {release}");
if (Environment.GetEnvironmentVariable("FAIL_AT_START") is not null)
{
    Console.Error.WriteLine("the database is not there");
    return 3;
}

var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
builder.WebHost.UseKestrelCore().ConfigureKestrel(o =>
{
    if (args is [var socket])
        o.ListenUnixSocket(socket);
    else
        o.ListenLocalhost(int.Parse(Environment.GetEnvironmentVariable("PORT")!, CultureInfo.InvariantCulture));
    o.Limits.MaxRequestBodySize = null;
});
builder.Services.Configure<Microsoft.Extensions.Hosting.HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromSeconds(30));
var app = builder.Build();
app.UseWebSockets();
app.Run(HandleAsync);
await app.RunAsync();
return 0;

Task HandleAsync(HttpContext context) => context.Request.Path.Value switch
{
    "/page" => PageAsync(context),
    "/slow" => SlowAsync(context),
    "/upload" => UploadAsync(context),
    "/headers" => HeadersAsync(context),
    "/echo" => EchoAsync(context),
    "/empty" => EmptyAsync(context),
    "/break" => BreakAsync(context),
    "/crash" => Task.Run(() => Environment.Exit(7)),
    _ => context.Response.WriteAsync($"{release} {context.Request.Method} {context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget}"),
};

// The release's name at the start and at the end of a page that is longer than one write.
async Task PageAsync(HttpContext context)
{
    await context.Response.WriteAsync($"<{release}>");
    await context.Response.Body.FlushAsync();
    await context.Response.WriteAsync(new string('x', 20_000) + $"<{release}>");
}

// Says that it has begun, then answers only when the file named by the query exists.
async Task SlowAsync(HttpContext context)
{
    await context.Response.WriteAsync("begun ");
    await context.Response.Body.FlushAsync();
    while (!File.Exists(context.Request.Query["until"]))
        await Task.Delay(10, context.RequestAborted);
    await context.Response.WriteAsync(release);
}

async Task UploadAsync(HttpContext context)
{
    using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    var buffer = new byte[65536];
    long total = 0;
    while (await context.Request.Body.ReadAsync(buffer) is var count and > 0)
    {
        hash.AppendData(buffer, 0, count);
        total += count;
    }

    await context.Response.WriteAsync(total.ToString(CultureInfo.InvariantCulture) + " " + Convert.ToHexStringLower(hash.GetHashAndReset()));
}

async Task HeadersAsync(HttpContext context)
{
    context.Response.Headers.Append("Set-Cookie", "a=1");
    context.Response.Headers.Append("Set-Cookie", "b=2");
    foreach (var (name, value) in context.Request.Headers.OrderBy(h => h.Key, StringComparer.Ordinal))
        await context.Response.WriteAsync($"{name}: {value}\n");
}

async Task EchoAsync(HttpContext context)
{
    using var socket = await context.WebSockets.AcceptWebSocketAsync();
    var buffer = new byte[65536];
    while (await socket.ReceiveAsync(buffer, CancellationToken.None) is { MessageType: not WebSocketMessageType.Close } got)
        await socket.SendAsync(buffer.AsMemory(0, got.Count), got.MessageType, got.EndOfMessage, CancellationToken.None);
    await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, release, CancellationToken.None);
}

Task EmptyAsync(HttpContext context)
{
    context.Response.StatusCode = int.Parse(context.Request.Query["status"]!, CultureInfo.InvariantCulture);
    return Task.CompletedTask;
}

async Task BreakAsync(HttpContext context)
{
    context.Response.ContentLength = 1000;
    await context.Response.WriteAsync("half");
    await context.Response.Body.FlushAsync();
    context.Abort();
}
