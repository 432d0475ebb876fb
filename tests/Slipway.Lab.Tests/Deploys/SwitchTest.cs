using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Slipway.Lab.Tests.Harness;
using Xunit;

namespace Slipway.Lab.Tests.Deploys;

/// <summary>What is under way at the moment of the switch ends well.</summary>
public sealed class SwitchTest(DeployFixture fixture)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Requests_uploads_connections_and_pages_that_straddle_the_switch_end_well()
    {
        var host = await fixture.StartWebHostAsync("straddle");
        using var site = fixture.Site(host);
        using var probe = site.Probe();
        site.Drain = "15s";
        var old = (await site.DeployAsync()).Expect(0).Release!;
        await site.SetVersionAsync(2);
        using var deploy = await site.DeployHeldAsync("switch:before");

        var stylesheet = Regex.Match(await probe.Http.GetStringAsync("/", Cancel), "/assets/app-[0-9a-f]+\\.css").Value;
        var slow = probe.Http.GetStringAsync("/slow?seconds=6", Cancel);
        using var upload = await BeginUploadAsync(probe);
        using var keepAlive = await probe.ConnectAsync(Cancel);
        Assert.Equal(old, await ReleaseOverAsync(keepAlive));
        using var socket = await probe.OpenSocketAsync(Cancel);
        Assert.Equal($"code=1 release={old} before", await socket.EchoAsync("before"));
        site.Resume();
        var run = (await deploy.EndAsync()).Expect(0);

        Assert.Equal(run.Release, (await probe.VersionsAsync()).Release);
        Assert.Equal(run.Release, await ReleaseOverAsync(keepAlive));
        Assert.Equal($"code=1 release={old} after", await socket.EchoAsync("after"));
        Assert.Equal($"code=1 release={old}\n", await slow);
        var stored = await EndUploadAsync(upload);
        // The web server takes in the whole body before it asks the app, so this one ends with the new release.
        Assert.Equal((2_000_000, run.Release), (stored.GetProperty("bytes").GetInt32(), stored.GetProperty("release").GetString()));
        Assert.Contains("/* asset 1 */", await probe.Http.GetStringAsync(stylesheet, Cancel));
        Assert.Equal(WebSocketCloseStatus.EndpointUnavailable, await socket.EndAsync());
    }

    private static async Task<Stream> BeginUploadAsync(SiteProbe probe)
    {
        var connection = await probe.ConnectAsync(Cancel);
        await connection.WriteAsync(Encoding.ASCII.GetBytes("POST /upload HTTP/1.1\r\nHost: guestbook.example.com\r\nContent-Length: 2000000\r\n\r\n"), Cancel);
        await connection.WriteAsync(new byte[1_000_000], Cancel);
        await connection.FlushAsync(Cancel);
        return connection;
    }

    private static async Task<JsonElement> EndUploadAsync(Stream connection)
    {
        await connection.WriteAsync(new byte[1_000_000], Cancel);
        return JsonDocument.Parse(await BodyAsync(connection)).RootElement;
    }

    private static async Task<string?> ReleaseOverAsync(Stream connection)
    {
        await connection.WriteAsync("GET /versions HTTP/1.1\r\nHost: guestbook.example.com\r\n\r\n"u8.ToArray(), Cancel);
        return JsonDocument.Parse(await BodyAsync(connection)).RootElement.GetProperty("release").GetString();
    }

    /// <summary>Reads one answer whose body is one JSON object; the connection stays open.</summary>
    private static async Task<string> BodyAsync(Stream connection)
    {
        var text = new StringBuilder();
        var buffer = new byte[4096];
        while (!Regex.IsMatch(text.ToString(), @"\{.*\}", RegexOptions.Singleline) || text.ToString() is var all && all.Contains("chunked") && !all.EndsWith("\r\n0\r\n\r\n"))
        {
            var read = await connection.ReadAsync(buffer, Cancel);
            Assert.True(read > 0, $"closed after: {text}");
            text.Append(Encoding.ASCII.GetString(buffer, 0, read));
        }

        Assert.StartsWith("HTTP/1.1 200 ", text.ToString());
        return Regex.Match(text.ToString(), @"\{.*\}", RegexOptions.Singleline).Value;
    }
}
