using System.Net.Sockets;
using System.Text;
using Slipway.Stacks;
using Slipway.Tests.Support;
using Xunit;

namespace Slipway.Tests.Stacks;

/// <summary>The rendered sites of proxied and static stacks in the real nginx.</summary>
public class ProxyServingTest
{
    [Fact]
    public async Task Proxied_app_is_reached_through_the_link_of_the_release()
    {
        Tools.Need("nginx");
        await using var site = Proxied();
        using var first = App(site, "r1");
        using var second = App(site, "r2");
        site.Switch("r1");
        site.Try("r2");
        await site.StartNginx();
        using var client = site.Client();

        Assert.StartsWith("r1 GET /a?b=c HTTP/1.1", (await site.GetWith(client, "/a?b=c")).Body);
        Assert.StartsWith("r2 ", (await site.GetNext("/")).Body);
        site.Switch("r2");
        Assert.StartsWith("r2 ", (await site.GetWith(client, "/")).Body);
    }

    [Fact]
    public async Task App_is_told_the_public_address_and_cannot_be_lied_to()
    {
        Tools.Need("nginx");
        await using var site = Proxied();
        using var app = App(site, "r1");
        site.Switch("r1");
        await site.StartNginx();

        var answer = await site.Get("/", null, ("X-Forwarded-For", "192.0.2.9"), ("X-Forwarded-Proto", "gopher"), ("X-Forwarded-Host", "evil.example.com"), ("Forwarded", "for=192.0.2.9"));

        string[] told = [.. answer.Body.Split("\r\n").Where(line => line.StartsWith("X-", StringComparison.Ordinal) || line.StartsWith("Host", StringComparison.Ordinal) || line.StartsWith("Forwarded", StringComparison.Ordinal) || line.StartsWith("Connection", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
        var authority = site.Environment.Url!.Authority;
        Assert.Equal(["Connection: close", $"Host: {authority}", "X-Forwarded-For: 127.0.0.1", $"X-Forwarded-Host: {authority}",
            $"X-Forwarded-Port: {site.Environment.Url.Port}", "X-Forwarded-Proto: http", "X-Real-IP: 127.0.0.1"], told);
        Assert.Equal("DENY", answer.Header("X-Frame-Options"));
        Assert.Equal("nosniff", answer.Header("X-Content-Type-Options"));
    }

    [Fact]
    public async Task WebSocket_upgrade_reaches_the_app()
    {
        Tools.Need("nginx");
        await using var site = Proxied();
        using var app = App(site, "r1");
        site.Switch("r1");
        await site.StartNginx();

        var body = (await site.Get("/socket", null, ("Connection", "Upgrade"), ("Upgrade", "websocket"))).Body;

        Assert.Contains("Connection: upgrade\r\n", body);
        Assert.Contains("Upgrade: websocket\r\n", body);
    }

    [Fact]
    public async Task Static_site_serves_its_files_and_its_own_404_page()
    {
        Tools.Need("nginx");
        await using var site = new RealSite(Fixture.Environment("static"));
        foreach (var (name, text) in new[] { ("index.html", "home"), ("about.html", "about"), ("docs/index.html", "docs"), ("404.html", "not here"), ("assets/app-1a2b3c4d.css", "css"), (".slipway/env", "secret") })
            site.Write(Path.Combine(site.Layout.Release("r1"), name), text);
        site.Switch("r1");
        await site.StartNginx();

        Assert.Equal("home", (await site.Get("/")).Body);
        Assert.Equal("no-cache", (await site.Get("/")).Header("Cache-Control"));
        Assert.Equal("about", (await site.Get("/about")).Body);
        Assert.Equal("docs", (await site.Get("/docs/")).Body);
        Assert.Equal((404, "not here"), ((await site.Get("/nothing")).Status, (await site.Get("/nothing")).Body));
        Assert.Equal("public, max-age=31536000, immutable", (await site.Get("/assets/app-1a2b3c4d.css")).Header("Cache-Control"));
        Assert.Equal(404, (await site.Get("/assets/gone.css")).Status);
        Assert.Equal(404, (await site.Get("/.slipway/env")).Status);
        Assert.Equal("r1", (await site.Get("/", site.Layout.CurrentEntrance)).Header("X-Slipway-Release"));
    }

    [Fact]
    public async Task Single_page_site_answers_every_path_with_its_page()
    {
        Tools.Need("nginx");
        await using var site = new RealSite(Fixture.Environment("static-vite"));
        site.Write(Path.Combine(site.Layout.Release("r1"), "index.html"), "page");
        site.Switch("r1");
        await site.StartNginx();

        Assert.Equal((200, "page"), ((await site.Get("/notes/7")).Status, (await site.Get("/notes/7")).Body));
        Assert.Equal(404, (await site.Get("/assets/gone.js")).Status);
    }

    [Fact]
    public async Task Collected_files_and_uploads_are_served_and_the_rest_goes_to_the_app()
    {
        Tools.Need("nginx");
        await using var site = new RealSite(Fixture.Environment("django"));
        using var app = App(site, "r1");
        site.Write(site.Layout.Release("r1") + "/staticfiles/site.css", "css");
        site.Write(site.Layout.Release("r1") + "/media/cat.txt", "cat");
        site.Write(site.Layout.Assets + "/static/old.1a2b3c4d5e6f.css", "old");
        site.Switch("r1");
        await site.StartNginx();

        Assert.Equal(("css", "public, max-age=300"), ((await site.Get("/static/site.css")).Body, (await site.Get("/static/site.css")).Header("Cache-Control")));
        Assert.Equal(("old", "public, max-age=31536000, immutable"), ((await site.Get("/static/old.1a2b3c4d5e6f.css")).Body, (await site.Get("/static/old.1a2b3c4d5e6f.css")).Header("Cache-Control")));
        Assert.Equal("cat", (await site.Get("/uploads/cat.txt")).Body);
        Assert.StartsWith("r1 GET /static/gone.css ", (await site.Get("/static/gone.css")).Body);
    }

    private static RealSite Proxied() => new(Fixture.Environment("node"));

    // Answers with its name and the request it got, as it got it.
    private static Socket App(RealSite site, string release)
    {
        Directory.CreateDirectory(site.Layout.Meta(release));
        File.CreateSymbolicLink(Path.Combine(site.Layout.Meta(release), "app.sock"), site.Layout.Socket(release));
        var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(site.Layout.Socket(release)));
        listener.Listen();
        _ = Answer(listener, release);
        return listener;
    }

    private static async Task Answer(Socket listener, string release)
    {
        try
        {
            while (true)
            {
                using var connection = await listener.AcceptAsync();
                var buffer = new byte[16 * 1024];
                var length = 0;
                while (!Encoding.ASCII.GetString(buffer, 0, length).Contains("\r\n\r\n"))
                    length += await connection.ReceiveAsync(buffer.AsMemory(length));
                var body = $"{release} {Encoding.ASCII.GetString(buffer, 0, length)}";
                await connection.SendAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nX-Frame-Options: DENY\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}"));
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
        }
    }
}
