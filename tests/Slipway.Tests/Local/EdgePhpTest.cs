using System.Text;
using Slipway.Hosts.Local;
using Xunit;

namespace Slipway.Tests.Local;

public class EdgePhpTest
{
    private static readonly string? Fpm = Directory.GetFiles("/usr/sbin", "php-fpm*").Order(StringComparer.Ordinal).LastOrDefault();

    [Fact]
    public async Task Front_controller_scripts_files_and_uploads_work_through_php_fpm()
    {
        await using var site = await SiteAsync();
        Assert.Equal("one index /blog/1?x=a%20b=", await site.Http.GetStringAsync(site.At("/blog/1?x=a%20b")));
        Assert.Equal("one index /=", await site.Http.GetStringAsync(site.At("/")));
        Assert.Equal("info", await site.Http.GetStringAsync(site.At("/info.php")));
        Assert.Equal("all", await site.Http.GetStringAsync(site.At("/robots.txt")));
        using var post = await site.Http.PostAsync(site.At("/form"), new ByteArrayContent(new byte[3_000_000]));
        Assert.Equal("one index /form=3000000", await post.Content.ReadAsStringAsync());
        using var chunked = new HttpRequestMessage(HttpMethod.Post, site.At("/form")) { Content = new ByteArrayContent(new byte[200_000]) };
        chunked.Headers.TransferEncodingChunked = true;
        using var answer = await site.Http.SendAsync(chunked);
        Assert.Equal("one index /form=200000", await answer.Content.ReadAsStringAsync());
        Assert.Equal(500_000, (await site.Http.GetStringAsync(site.At("/long"))).Length);
    }

    [Fact]
    public async Task Status_headers_and_redirects_of_a_script_arrive()
    {
        await using var site = await SiteAsync();
        using var teapot = await site.Http.GetAsync(site.At("/teapot"));
        Assert.Equal((418, "1,2"), ((int)teapot.StatusCode, string.Join(',', teapot.Headers.GetValues("X-Many"))));
        using var redirect = await site.Http.GetAsync(site.At("/away"));
        Assert.Equal((302, "https://example.com/x"), ((int)redirect.StatusCode, redirect.Headers.Location!.ToString()));
    }

    [Fact]
    public async Task Uploaded_scripts_neither_run_nor_show_their_text()
    {
        await using var site = await SiteAsync();
        var uploads = Directory.CreateDirectory(Path.Combine(site.Site.Paths.Shared, "uploads")).FullName;
        await File.WriteAllTextAsync(Path.Combine(uploads, "evil.php"), "<?php echo 'evil';");
        File.CreateSymbolicLink(Path.Combine(site.Site.Paths.Release("one"), "public", "uploads"), uploads);
        Assert.Equal("one index /uploads/evil.php=", await site.Http.GetStringAsync(site.At("/uploads/evil.php")));
        using var dots = await site.Http.GetAsync(site.At("/.env"));
        Assert.Equal(404, (int)dots.StatusCode);
    }

    private static async Task<TestSite> SiteAsync()
    {
        if (Fpm is null)
        {
            Assert.NotEqual("true", Environment.GetEnvironmentVariable("CI"));
            Assert.Skip("no php-fpm on this machine");
        }

        var site = await TestSite.ServeAsync(new LocalSiteDescription { Kind = LocalSiteKind.FastCgi, DocumentRoot = "public", FrontController = "index.php" });
        var folder = site.NewRelease("one");
        site.Write("one", "public/index.php", """
            <?php
            $path = parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH);
            if ($path === '/teapot') { http_response_code(418); header('X-Many: 1'); header('X-Many: 2', false); exit; }
            if ($path === '/away') { header('Location: https://example.com/x'); exit; }
            if ($path === '/long') { for ($i = 0; $i < 50; $i++) { echo str_repeat('y', 10000); flush(); } exit; }
            $body = file_get_contents('php://input');
            echo basename(dirname(__DIR__)), ' index ', $_SERVER['REQUEST_URI'], '=', $body === '' ? '' : strlen($body);
            """);
        site.Write("one", "public/info.php", "<?php echo 'info';");
        site.Write("one", "public/robots.txt", "all");
        site.Write("one", ".slipway/fpm.conf", new StringBuilder()
            .AppendLine("[global]\nerror_log = /dev/stderr\ndaemonize = no\n[web]")
            .AppendLine($"listen = {site.Site.Paths.Socket("one")}\nlisten.mode = 0600\npm = static\npm.max_children = 2")
            .ToString());
        IReadOnlyList<string> asRoot = Files.Posix.EffectiveUser() == 0 ? ["--allow-to-run-as-root"] : [];
        var user = asRoot.Count > 0 ? "user = root\ngroup = root\n" : "";
        await File.AppendAllTextAsync(Path.Combine(folder, ".slipway", "fpm.conf"), user);
        await site.Client.StartAsync(site.App("one") with { Command = [Fpm, "--nodaemonize", "--fpm-config", Path.Combine(folder, ".slipway", "fpm.conf"), .. asRoot] });
        await site.ListeningAsync("one");
        site.Switch("one");
        return site;
    }
}
