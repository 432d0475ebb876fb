using System.Collections.Concurrent;
using System.Net;
using System.Net.WebSockets;
using System.Text;
using Slipway.Hosts.Local;
using Xunit;

namespace Slipway.Tests.Local;

public class EdgeSwitchTest
{
    [Fact]
    public async Task No_request_fails_and_none_is_mixed_while_current_is_renamed()
    {
        await using var site = await TestSite.ServeAsync();
        await Task.WhenAll(site.DeployAsync("one"), site.DeployAsync("two"));
        site.Switch("one");
        var bodies = new ConcurrentDictionary<string, int>();
        var left = 2000;
        var clients = Enumerable.Range(0, 4).Select(async _ =>
        {
            using var http = TestSite.NewHttp();
            while (Interlocked.Decrement(ref left) >= 0)
            {
                var (status, body) = await TestSite.GetAsync(http, site.At("/page"));
                bodies.AddOrUpdate($"{(int)status} {body.Replace("x", "")}", 1, (_, n) => n + 1);
            }
        }).ToArray();
        for (var i = 0; i < 50; i++)
        {
            var before = Volatile.Read(ref left);
            site.Switch(i % 2 == 0 ? "two" : "one");
            await TestSite.UntilAsync("20 more requests", () => Task.FromResult(Volatile.Read(ref left) is var now && (now <= 0 || before - now >= 20)));
        }

        await Task.WhenAll(clients);
        Assert.Equal(["200 <one><one>", "200 <two><two>"], bodies.Keys.Order());
        Assert.Equal(2000, bodies.Values.Sum());
        var traffic = await site.Client.TrafficAsync();
        Assert.Equal(["one", "two"], traffic.Select(t => t.Release));
        Assert.Equal((0, 2000, 0), (traffic.Sum(t => t.InFlight), traffic.Sum(t => t.Total), traffic.Sum(t => t.Status5xx)));
    }

    [Fact]
    public async Task Slow_request_ends_with_the_old_release_although_that_is_stopped_meanwhile()
    {
        await using var site = await TestSite.ServeAsync();
        await Task.WhenAll(site.DeployAsync("one"), site.DeployAsync("two"));
        site.Switch("one");
        var go = Path.Combine(site.Site.Project, "go");
        using var slow = await site.Http.GetAsync(site.At($"/slow?until={go}"), HttpCompletionOption.ResponseHeadersRead);
        await using var body = await slow.Content.ReadAsStreamAsync();
        var begun = new byte[6];
        await body.ReadExactlyAsync(begun);

        site.Switch("two");
        Assert.Equal("two GET /", (await TestSite.GetAsync(site.Http, site.At("/"))).Body);
        Assert.Equal(1, (await site.Client.TrafficAsync()).Single(t => t.Release == "one").InFlight);
        var stop = site.Client.StopAsync("web", "one", "SIGTERM", TimeSpan.FromSeconds(20));
        await File.WriteAllTextAsync(go, "");
        using var rest = new StreamReader(body);

        Assert.Equal("one", await rest.ReadToEndAsync());
        var stopped = await stop;
        Assert.Equal((LocalProcessState.Stopped, 0), (stopped.State, stopped.Exit));
        Assert.False(File.Exists(site.Site.Paths.Socket("one")));
        Assert.Equal(0, (await site.Client.TrafficAsync()).Single(t => t.Release == "one").InFlight);
    }

    [Fact]
    public async Task WebSocket_goes_on_with_its_release_after_the_switch()
    {
        await using var site = await TestSite.ServeAsync();
        await Task.WhenAll(site.DeployAsync("one"), site.DeployAsync("two"));
        site.Switch("one");
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new UriBuilder(site.At("/echo")) { Scheme = "ws" }.Uri, CancellationToken.None);
        Assert.Equal("before", await EchoAsync(socket, "before"));

        site.Switch("two");

        Assert.Equal("after", await EchoAsync(socket, "after"));
        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "", CancellationToken.None);
        Assert.Equal("one", socket.CloseStatusDescription);
        Assert.Equal("two GET /", (await TestSite.GetAsync(site.Http, site.At("/"))).Body);
        await TestSite.UntilAsync("the tunnel is counted out", async () => (await site.Client.TrafficAsync()).All(t => t.InFlight == 0));
    }

    [Fact]
    public async Task Private_entrances_lead_to_next_and_current()
    {
        await using var site = await TestSite.ServeAsync();
        await Task.WhenAll(site.DeployAsync("one"), site.DeployAsync("two"));
        site.Switch("one");
        site.Switch("two", "next");
        using var next = TestSite.Through(site.Site.Paths.Entrance);
        using var current = TestSite.Through(site.Site.Paths.CurrentEntrance);

        Assert.Equal("two GET /a?b=c", await next.GetStringAsync(new Uri("http://shop.example.com/a?b=c")));
        Assert.Equal("one GET /", await current.GetStringAsync(new Uri("http://shop.example.com/")));
        using var asked = new HttpRequestMessage(HttpMethod.Get, "http://shop.example.com/headers") { Headers = { { "X-Forwarded-Proto", "https" } } };
        var seen = await (await next.SendAsync(asked)).Content.ReadAsStringAsync();
        using (var named = await next.GetAsync(new Uri("http://shop.example.com/")))
            Assert.Equal(["two"], named.Headers.GetValues("X-Slipway-Release"));
        using (var open = await site.Http.GetAsync(site.At("/")))
            Assert.False(open.Headers.Contains("X-Slipway-Release"));
        Assert.Contains("Host: shop.example.com\n", seen);
        Assert.Contains("X-Forwarded-Proto: https\n", seen);
    }

    [Fact]
    public async Task Freeze_refuses_the_public_and_not_the_private_entrances()
    {
        await using var site = await TestSite.ServeAsync();
        await site.DeployAsync("one");
        site.Switch("one");
        await site.Client.FreezeAsync(true);
        using var frozen = await site.Http.GetAsync(site.At("/"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, frozen.StatusCode);
        Assert.Equal("5", frozen.Headers.RetryAfter!.ToString());
        using var current = TestSite.Through(site.Site.Paths.CurrentEntrance);
        Assert.Equal("one GET /", await current.GetStringAsync(new Uri("http://localhost/")));

        await site.Client.FreezeAsync(false);

        Assert.Equal("one GET /", (await TestSite.GetAsync(site.Http, site.At("/"))).Body);
    }

    private static async Task<string> EchoAsync(ClientWebSocket socket, string text)
    {
        await socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, CancellationToken.None);
        var buffer = new byte[100];
        var got = await socket.ReceiveAsync(buffer, CancellationToken.None);
        return Encoding.UTF8.GetString(buffer, 0, got.Count);
    }
}
