using System.Net;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using GuestBook;

switch (args.FirstOrDefault())
{
    case "migrate":
        Migrations.Run(list: args.Contains("--list"));
        return;
    case "worker":
        await Worker.Run();
        return;
}

await Switches.BeforeStart();
if (Environment.GetEnvironmentVariable("MIGRATE_AT_START") == "1") // several hosts, each with a database file of its own
    Migrations.Run(list: false);
var builder = WebApplication.CreateSlimBuilder(["--hostBuilder:reloadConfigOnChange=false"]);
builder.WebHost.ConfigureKestrel(kestrel =>
{
    kestrel.Limits.MaxRequestBodySize = 64 << 20;
    if (Environment.GetEnvironmentVariable("SLIPWAY_SOCKET") is { Length: > 0 } socket)
    {
        File.Delete(socket);
        kestrel.ListenUnixSocket(socket);
    }
    else
    {
        kestrel.Listen(IPAddress.Loopback, int.Parse(Environment.GetEnvironmentVariable("PORT") ?? "5000"));
    }
});
builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(60));

var release = Release.Read(builder.Configuration);
var app = builder.Build();
Console.WriteLine($"guest book of release {release.Name} starts");
app.UseStaticFiles(new StaticFileOptions { OnPrepareResponse = file => file.Context.Response.Headers.CacheControl = "public, max-age=31536000, immutable" });
app.UseWebSockets();

app.MapGet("/", () => Switches.Has("error-rate")
    ? Results.Text("the switch error-rate is set", statusCode: 500)
    : Results.Content(Page(Database.Latest()), "text/html; charset=utf-8"));
app.MapPost("/entries", async (HttpRequest request, HttpResponse response) =>
{
    var form = await request.ReadFormAsync();
    if (form["name"].ToString().Trim() is not { Length: > 0 and <= 80 } name || form["message"].ToString().Trim() is not { Length: > 0 and <= 500 } message)
        return Results.Text("A name (80 characters) and a message (500) are needed.", statusCode: 422);
    Database.Add(name, message);
    response.Headers.Location = "/";
    return Results.StatusCode(303);
});
app.MapGet("/versions", () => new { release.Code, release.Config, release.Template, release.Asset, release.Env, Release = release.Name, Pid = Environment.ProcessId });
app.MapGet("/health", () =>
{
    var database = Database.Check();
    var well = database == "ok" && !Switches.IsUnwell;
    return Results.Json(new { Status = well ? "ok" : "failing", Release = release.Name, Checks = new { Database = database } }, statusCode: well ? 200 : 503);
});
app.MapGet("/slow", async (double? seconds) =>
{
    await Task.Delay(TimeSpan.FromSeconds(Math.Clamp(seconds ?? 3, 0, 60)));
    return Results.Text($"code={release.Code} release={release.Name}\n");
});
app.MapPost("/upload", async (HttpRequest request) =>
{
    var body = request.ContentType?.StartsWith("multipart/form-data") == true ? (await request.ReadFormAsync()).Files[0].OpenReadStream() : request.Body;
    Directory.CreateDirectory("storage/uploads");
    var path = $"storage/uploads/{Guid.NewGuid():N}";
    await using (var file = File.Create(path))
        await body.CopyToAsync(file);
    await using var stored = File.OpenRead(path);
    return new { Bytes = stored.Length, Sha256 = Convert.ToHexStringLower(await SHA256.HashDataAsync(stored)), Release = release.Name };
});
app.MapGet("/jobs", () => Worker.LastBeat() is { } beat ? Results.Text(beat, "application/json") : Results.Json(new { Error = "no worker has run" }, statusCode: 404));
app.MapGet("/ws", async (HttpContext context) =>
{
    if (!context.WebSockets.IsWebSocketRequest)
        return Results.StatusCode(426);
    using var socket = await context.WebSockets.AcceptWebSocketAsync();
    await Echo(socket, app.Lifetime.ApplicationStopping);
    return Results.Empty;
});
app.Run();

string Page(IReadOnlyList<Entry> entries)
{
    Switches.PageServed();
    var items = entries.Select(e => $"<li><strong>{Html(e.Name)}</strong>{Html(e.Message)} <time>{Html(e.At)}</time></li>");
    return new StringBuilder(release.Page)
        .Replace("{{code}}", $"{release.Code}").Replace("{{config}}", $"{release.Config}").Replace("{{asset}}", $"{release.Asset}")
        .Replace("{{env}}", Html(release.Env)).Replace("{{release}}", Html(release.Name)).Replace("{{stylesheet}}", release.Stylesheet)
        .Replace("{{entries}}", string.Concat(items)).ToString();
}

static string Html(string text) => WebUtility.HtmlEncode(text);

async Task Echo(WebSocket socket, CancellationToken stopping)
{
    // A release that stops says so, and the client that connects again reaches the next one.
    await using var leave = stopping.Register(() => _ = socket.CloseOutputAsync(WebSocketCloseStatus.EndpointUnavailable, "stopping", CancellationToken.None));
    var buffer = new byte[4096];
    try
    {
        while (await socket.ReceiveAsync(buffer, CancellationToken.None) is { MessageType: not WebSocketMessageType.Close } message)
        {
            var answer = Encoding.UTF8.GetBytes($"code={release.Code} release={release.Name} {Encoding.UTF8.GetString(buffer, 0, message.Count)}");
            await socket.SendAsync(answer, WebSocketMessageType.Text, true, CancellationToken.None);
        }
        if (socket.State == WebSocketState.CloseReceived)
            await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
    }
    catch (WebSocketException)
    {
        // The other side left without a word.
    }
}
