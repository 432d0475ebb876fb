using System.Net;
using System.Net.Sockets;
using System.Text;
using Slipway.Stacks;
using Slipway.Stacks.Nginx;
using Slipway.Tests.Support;
using Xunit;

namespace Slipway.Tests.Stacks;

/// <summary>Site and shapes of releases in the real nginx and PHP-FPM.</summary>
public class ShapeTest
{
    private const string Page = "<?php echo getenv('SLIPWAY_RELEASE'), '|', basename($_SERVER['DOCUMENT_ROOT']), '|', strlen(file_get_contents('php://input')), '|', $_SERVER['CONTENT_LENGTH'] ?? '', '|', $_SERVER['HTTP_HOST'], '|', $_SERVER['SERVER_NAME'];";

    [Theory]
    [InlineData("Content-Length: 9\r\n", new[] { "abc", "def", "ghi" })]
    [InlineData("Transfer-Encoding: chunked\r\n", new[] { "3\r\nabc\r\n", "3\r\ndef\r\n", "3\r\nghi\r\n0\r\n\r\n" })]
    [InlineData("Content-Length: 9\r\nExpect: 100-continue\r\n", new[] { "abc", "def", "ghi" })]
    public async Task Upload_that_begins_before_the_switch_and_ends_after_it_reaches_the_release_that_serves_then(string header, string[] parts)
    {
        await using var site = await Php();
        using var visitor = await VisitorAsync(site, $"POST /upload HTTP/1.1\r\nHost: guests.example.com\r\nConnection: close\r\n{header}\r\n");
        await SendAsync(visitor, parts[0]);
        await Task.Delay(50, TestContext.Current.CancellationToken);
        site.Switch("r2");
        foreach (var part in parts[1..])
            await SendAsync(visitor, part);

        Assert.Contains("r2|public|9|9|", await AllAsync(visitor));
    }

    [Fact]
    public async Task Host_is_the_name_that_the_site_was_found_by()
    {
        await using var site = await Php();
        var name = site.Environment.Url!.Authority;
        using var visitor = await VisitorAsync(site, "GET http://guests.example.com/ HTTP/1.1\r\nHost: evil.example.net\r\nConnection: close\r\n\r\n");

        Assert.EndsWith($"r1|public|0||{name}|guests.example.com", (await AllAsync(visitor)).TrimEnd('0', '\r', '\n'));
    }

    [Fact]
    public async Task Releases_of_two_shapes_are_each_served_by_their_own_whenever_the_switch_comes()
    {
        var environment = Fixture.Environment("laravel-vite");
        await using var site = new RealSite(environment);
        var other = NginxShape.Of(site.Recipe with { Serving = site.Recipe.Serving with { DocumentRoot = "web" } }, environment.Limits, site.Layout);
        await Release(site, "r1", "public");
        await Release(site, "r2", "web");
        site.Configure("r2", other.Id);
        site.Switch("r1");
        await site.StartNginx(other);

        Assert.Equal(["r1|public", "r2|web"], (await site.SeenWhileSwitching(words: 2)).Order());
    }

    [Fact]
    public async Task Upload_that_began_before_a_freeze_writes_nothing_after_it()
    {
        await using var site = await Php();
        using var visitor = await VisitorAsync(site, "POST /upload HTTP/1.1\r\nHost: guests.example.com\r\nConnection: close\r\nContent-Length: 6\r\n\r\nabc");
        await Task.Delay(50, TestContext.Current.CancellationToken);
        site.Write(site.Layout.FreezeFile, "");
        await SendAsync(visitor, "def");

        var answer = await AllAsync(visitor);
        Assert.StartsWith("HTTP/1.1 503 ", answer);
        Assert.Contains("Retry-After: 30", answer);
    }

    [Fact]
    public async Task What_the_site_tells_the_shape_can_be_said_by_no_visitor_and_reaches_no_app()
    {
        await using var site = await Php("<?php echo json_encode(array_filter($_SERVER, fn($k) => str_starts_with($k, 'HTTP_X_SLIPWAY') || $k === 'HTTP_X_PLAIN', ARRAY_FILTER_USE_KEY)), $_SERVER['REMOTE_ADDR'];");

        var answer = await site.Get("/", null, ("X-Slipway-Entrance", "next"), ("X-Slipway-Https", "on"), ("X-Real-IP", "192.0.2.1"), ("X-Plain", "yes"));
        Assert.Equal("""{"HTTP_X_PLAIN":"yes"}127.0.0.1""", answer.Body);
    }

    [Fact]
    public async Task Header_of_16_kB_is_taken()
    {
        await using var site = await Php();

        Assert.Equal(200, (await site.Get("/", null, ("Cookie", new string('c', 16_000)))).Status);
        Assert.Equal(400, (await site.Get("/", null, ("Cookie", new string('c', 17_000)))).Status);
    }

    [Theory]
    [InlineData("laravel-vite")]
    [InlineData("aspnet")]
    public void Site_of_an_earlier_slipway_becomes_a_shape(string fixture)
    {
        var environment = Fixture.Environment(fixture);
        var old = File.ReadAllText(Legacy(fixture));

        Golden.Check($"nginx-legacy-{fixture}-shape.conf", NginxLegacySite.ShapeOf(old, Fixture.Layout(environment))!.Text);
        Assert.Null(NginxLegacySite.ShapeOf(NginxSite.Render(environment, Fixture.Layout(environment), new()), Fixture.Layout(environment)));
    }

    [Fact]
    public async Task Release_of_an_earlier_slipway_is_served_through_the_shape_made_of_its_site()
    {
        Tools.Need("nginx", "php-fpm8.2");
        var environment = Fixture.Environment("laravel-vite");
        var before = Fixture.Layout(environment);
        await using var site = new RealSite(environment);
        var old = File.ReadAllText(Legacy("laravel-vite")).Replace(before.Root, site.Layout.Root).Replace(before.Run, site.Layout.Run);
        var shape = NginxLegacySite.ShapeOf(old, site.Layout)!;
        await Release(site, "r1", "public");
        site.Configure("r1", shape.Id);
        site.Switch("r1");
        await site.StartNginx(shape);

        Assert.StartsWith("r1|public|0||", (await site.Get("/")).Body);
        Assert.Equal("r1", (await site.Get("/", site.Layout.CurrentEntrance)).Header("X-Slipway-Release"));
    }

    // Rendered by the last Slipway whose sites were of one piece.
    private static string Legacy(string fixture) => Golden.RepositoryPath($"tests/Slipway.Tests/Stacks/goldens/nginx-legacy-{fixture}.conf");

    private static async Task<RealSite> Php(string page = Page)
    {
        Tools.Need("nginx", "php-fpm8.2");
        var site = new RealSite(Fixture.Environment("laravel-vite"));
        foreach (var release in new[] { "r1", "r2" })
            await Release(site, release, "public", page);
        site.Switch("r1");
        await site.StartNginx();
        return site;
    }

    private static async Task Release(RealSite site, string release, string root, string page = Page)
    {
        site.Write($"{site.Layout.Release(release)}/{root}/index.php", page);
        await site.StartWeb(release);
    }

    private static async Task<NetworkStream> VisitorAsync(RealSite site, string request)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, site.Environment.Url!.Port));
        var stream = new NetworkStream(socket, ownsSocket: true);
        await SendAsync(stream, request);
        return stream;
    }

    private static Task SendAsync(NetworkStream visitor, string text) => visitor.WriteAsync(Encoding.ASCII.GetBytes(text)).AsTask();

    private static async Task<string> AllAsync(NetworkStream visitor)
    {
        using var reader = new StreamReader(visitor, Encoding.ASCII);
        return await reader.ReadToEndAsync().WaitAsync(TimeSpan.FromSeconds(30));
    }
}
