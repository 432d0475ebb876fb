using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Slipway.Hosts.Local;
using Xunit;

namespace Slipway.Tests.Local;

public class EdgeProxyTest
{
    [Fact]
    public async Task Upload_of_20_MB_streams_through_with_and_without_its_length()
    {
        await using var site = await TestSite.ServeAsync();
        await site.DeployAsync("one");
        site.Switch("one");
        var bytes = new byte[20 << 20];
        new Random(1).NextBytes(bytes);
        var expected = $"{bytes.Length} {Convert.ToHexStringLower(SHA256.HashData(bytes))}";

        using var known = await site.Http.PostAsync(site.At("/upload"), new ByteArrayContent(bytes));
        Assert.Equal(expected, await known.Content.ReadAsStringAsync());
        using var request = new HttpRequestMessage(HttpMethod.Put, site.At("/upload")) { Content = new ByteArrayContent(bytes) };
        request.Headers.TransferEncodingChunked = true;
        request.Headers.ExpectContinue = true;
        using var chunked = await site.Http.SendAsync(request);
        Assert.Equal(expected, await chunked.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Body_beyond_the_limit_is_refused()
    {
        await using var site = await TestSite.ServeAsync(new LocalSiteDescription { Kind = LocalSiteKind.Proxy, MaxBody = 1000 });
        await site.DeployAsync("one");
        site.Switch("one");
        using var fits = await site.Http.PostAsync(site.At("/upload"), new ByteArrayContent(new byte[1000]));
        Assert.Equal(HttpStatusCode.OK, fits.StatusCode);
        using var refused = await site.Http.PostAsync(site.At("/upload"), new ByteArrayContent(new byte[1001]));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, refused.StatusCode);

        new LocalSiteDescription { Kind = LocalSiteKind.Proxy, MaxBody = 100_000 }.Write(site.Site.SiteFile);
        using var now = await site.Http.PostAsync(site.At("/upload"), new ByteArrayContent(new byte[1001]));
        Assert.Equal(HttpStatusCode.OK, now.StatusCode);
    }

    [Fact]
    public async Task App_learns_who_asked_and_nothing_that_a_client_made_up()
    {
        await using var site = await TestSite.ServeAsync();
        await site.DeployAsync("one");
        site.Switch("one");
        using var request = new HttpRequestMessage(HttpMethod.Get, site.At("/headers"));
        request.Headers.Host = "shop.example.com";
        request.Headers.Add("X-Forwarded-For", "203.0.113.9");
        request.Headers.Add("X-Forwarded-Proto", "https");
        request.Headers.Add("X-Secret-Hop", "1");
        request.Headers.Add("Connection", "X-Secret-Hop");
        request.Headers.Add("X-Kept", "a b");
        using var response = await site.Http.SendAsync(request);

        Assert.Equal(
            "Connection: close\nHost: shop.example.com\nX-Forwarded-For: 127.0.0.1\nX-Forwarded-Host: shop.example.com\nX-Forwarded-Proto: http\nX-Kept: a b\nX-Real-IP: 127.0.0.1\n",
            await response.Content.ReadAsStringAsync());
        Assert.Equal(["a=1", "b=2"], response.Headers.GetValues("Set-Cookie"));
    }

    [Theory]
    [InlineData("/a%2Fb/%C3%A4?x=%20&y=1+2", "one GET /a%2Fb/%C3%A4?x=%20&y=1+2")]
    [InlineData("/a//b?", "one GET /a//b?")]
    [InlineData("/dots/../up", "one GET /dots/../up")]
    public async Task Path_and_query_arrive_as_they_were_written(string target, string answer)
    {
        await using var site = await TestSite.ServeAsync();
        await site.DeployAsync("one");
        site.Switch("one");
        var text = await RawAsync(site, $"GET {target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 200 OK\r\n", text);
        Assert.Contains(answer, text);
    }

    [Fact]
    public async Task Answers_without_a_body_stay_so()
    {
        await using var site = await TestSite.ServeAsync();
        await site.DeployAsync("one");
        site.Switch("one");
        foreach (var status in new[] { 204, 304, 401, 500 })
            Assert.Equal((status, ""), await StatusAndBodyAsync(site, $"/empty?status={status}"));
        using var head = await site.Http.SendAsync(new HttpRequestMessage(HttpMethod.Head, site.At("/page")));
        Assert.Equal((HttpStatusCode.OK, ""), (head.StatusCode, await head.Content.ReadAsStringAsync()));
        Assert.Equal(1, Assert.Single(await site.Client.TrafficAsync()).Status5xx);
    }

    [Fact]
    public async Task Answer_that_the_app_breaks_off_does_not_look_whole()
    {
        await using var site = await TestSite.ServeAsync();
        await site.DeployAsync("one");
        site.Switch("one");
        try
        {
            // It broke off before anything was passed on: then the edge can still say so.
            using var answer = await site.Http.GetAsync(site.At("/break"));
            Assert.Equal(HttpStatusCode.BadGateway, answer.StatusCode);
        }
        catch (HttpRequestException)
        {
            // The answer was cut, and the client saw that.
        }

        await TestSite.UntilAsync("it is counted", async () => Assert.Single(await site.Client.TrafficAsync()) is { InFlight: 0, Status5xx: 1 });
    }

    [Fact]
    public async Task App_that_does_not_listen_is_a_502_that_names_release_and_log()
    {
        await using var site = await TestSite.ServeAsync();
        site.NewRelease("one");
        site.Switch("one");
        var (status, body) = await TestSite.GetAsync(site.Http, site.At("/"));
        Assert.Equal(HttpStatusCode.BadGateway, status);
        Assert.StartsWith("502 Release one does not answer\n\n", body);
        Assert.EndsWith($"Its last words: {site.Site.ProcessLog("web", "one")}\n", body);
    }

    [Fact]
    public async Task Client_that_leaves_is_counted_out_and_harms_nobody()
    {
        await using var site = await TestSite.ServeAsync();
        await site.DeployAsync("one");
        site.Switch("one");
        using var leave = new CancellationTokenSource();
        using (var slow = await site.Http.GetAsync(site.At("/slow?until=/nonexistent"), HttpCompletionOption.ResponseHeadersRead, leave.Token))
        {
            await TestSite.UntilAsync("it is in flight", async () => Assert.Single(await site.Client.TrafficAsync()).InFlight == 1);
        }

        await TestSite.UntilAsync("it is out", async () => Assert.Single(await site.Client.TrafficAsync()) is { InFlight: 0, Status5xx: 0 });
        Assert.Equal("one GET /", (await TestSite.GetAsync(site.Http, site.At("/"))).Body);
    }

    [Fact]
    public async Task Nothing_deployed_is_said()
    {
        await using var site = await TestSite.ServeAsync();
        var (status, body) = await TestSite.GetAsync(site.Http, site.At("/"));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, $"503 Nothing is deployed here yet\n\nThere is no {site.Site.Paths.Current}.\n"), (status, body));
    }

    private static async Task<(int, string)> StatusAndBodyAsync(TestSite site, string path)
    {
        var (status, body) = await TestSite.GetAsync(site.Http, site.At(path));
        return ((int)status, body);
    }

    internal static async Task<string> RawAsync(TestSite site, string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, site.Url.Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request));
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return await reader.ReadToEndAsync();
    }
}
