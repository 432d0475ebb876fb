using Slipway.Tests.Support;
using Xunit;

namespace Slipway.Tests.Stacks;

/// <summary>The rendered site, FPM pool and launcher in the real nginx and PHP-FPM.</summary>
public class PhpServingTest
{
    private const string Page = """
        <?php
        require __DIR__ . '/../version.php';
        echo implode('|', [VERSION, basename(dirname($_SERVER['DOCUMENT_ROOT'])), getenv('SLIPWAY_RELEASE'), $_SERVER['REQUEST_URI'],
            $_SERVER['HTTP_X_FORWARDED_FOR'], $_SERVER['HTTP_PROXY'] ?? '', ini_get('opcache.validate_timestamps'), $_SERVER['HTTP_X_FORWARDED_PROTO']]);
        """;

    [Fact]
    public async Task Private_entrance_shows_the_next_release_while_the_public_one_shows_the_current()
    {
        await using var site = await Laravel();

        Assert.Equal("r1|r1|r1|/|127.0.0.1||0|http", (await site.Get("/", null, ("Proxy", "http://evil"), ("X-Forwarded-For", "192.0.2.9"), ("X-Forwarded-Proto", "https"))).Body);
        var next = await site.GetNext("/notes?x=1");
        Assert.Equal("r2|r2|r2|/notes?x=1|127.0.0.1||0|http", next.Body);
        Assert.Equal("r2", next.Header("X-Slipway-Release"));
        Assert.Equal("r1", (await site.Get("/", site.Layout.CurrentEntrance)).Header("X-Slipway-Release"));
        Assert.Null((await site.Get("/")).Header("X-Slipway-Release"));

        site.Switch("r2");
        Assert.StartsWith("r2|r2|r2|", (await site.Get("/")).Body);
    }

    [Fact]
    public async Task Response_never_mixes_two_releases_while_current_moves()
    {
        await using var site = await Laravel();

        Assert.Equal(["r1|r1|r1", "r2|r2|r2"], (await site.SeenWhileSwitching(words: 3)).Order());
    }

    [Fact]
    public async Task Old_pages_find_their_assets_and_only_fingerprinted_names_are_kept_for_a_year()
    {
        await using var site = await Laravel();
        site.Write(site.Layout.Release("r1") + "/public/build/assets/app-1a2b3c4d.js", "new");
        site.Write(site.Layout.Release("r1") + "/public/robots.txt", "robots");
        site.Write(site.Layout.Release("r1") + "/public/my-component.js", "component");
        site.Write(site.Layout.Assets + "/build/assets/app-0f0f0f0f.js", "old");

        foreach (var (path, body) in new[] { ("/build/assets/app-1a2b3c4d.js", "new"), ("/build/assets/app-0f0f0f0f.js", "old") })
        {
            var asset = await site.Get(path);
            Assert.Equal((200, body, "public, max-age=31536000, immutable"), (asset.Status, asset.Body, asset.Header("Cache-Control")));
            Secured(asset);
        }

        Assert.Equal("public, max-age=300", (await site.Get("/robots.txt")).Header("Cache-Control"));
        Assert.Equal("public, max-age=300", (await site.Get("/my-component.js")).Header("Cache-Control"));
        Assert.StartsWith("r1|", (await site.Get("/build/assets/gone.js")).Body);
    }

    [Fact]
    public async Task What_is_not_public_is_not_served()
    {
        await using var site = await Laravel();
        site.Write(site.Layout.Release("r1") + "/public/.env", "KEY=secret");
        site.Write(site.Layout.Release("r1") + "/public/build/.hidden", "secret");
        site.Write(site.Layout.Release("r1") + "/public/shell.php", "<?php echo 'secret';");
        site.Write(site.Layout.Release("r1") + "/public/.well-known/security.txt", "contact");

        foreach (var path in new[] { "/.env", "/%2eenv", "/build/.hidden", "/.slipway/env", "/shell.php", "/shell.php/x" })
        {
            var answer = await site.Get(path);
            Assert.Equal(404, answer.Status);
            Assert.DoesNotContain("secret", answer.Body);
            Secured(answer);
        }

        Assert.Equal("contact", (await site.Get("/.well-known/security.txt")).Body);
    }

    [Fact]
    public async Task Frozen_site_answers_503_with_retry_after_and_the_private_entrances_stay_open()
    {
        await using var site = await Laravel();
        site.Write(site.Layout.FreezeFile, "");

        var frozen = await site.Get("/");
        Assert.Equal((503, "30"), (frozen.Status, frozen.Header("Retry-After")));
        Secured(frozen);
        Assert.Equal(200, (await site.GetNext("/")).Status);
        Assert.Equal(200, (await site.Get("/", site.Layout.CurrentEntrance)).Status);

        File.Delete(site.Layout.FreezeFile);
        Assert.Equal(200, (await site.Get("/")).Status);
    }

    [Fact]
    public async Task Dead_release_answers_502_with_headers_and_the_log_says_so()
    {
        await using var site = await Laravel();
        site.Write(site.Layout.Release("r3") + "/public/index.php", Page);
        site.Switch("r3");

        var answer = await site.Get("/down");
        Assert.Equal(502, answer.Status);
        Secured(answer);
        var line = await site.AccessLogLine(" \"GET /down HTTP/1.1\" ");
        Assert.Contains(" status=502 upstream=\"502\" time=", line);
        Assert.Contains(" release=r3 connection=", line);
    }

    [Fact]
    public async Task Plain_php_runs_every_page_and_hides_what_is_no_page()
    {
        Tools.Need("nginx", "php-fpm8.2");
        await using var site = new RealSite(Fixture.Environment("php-flat"));
        foreach (var (name, text) in new[] { ("index.php", "<?php echo 'index ', $_GET['q'] ?? '';"), ("shop/about.php", "<?php echo 'about ', $_SERVER['PATH_INFO'] ?? '';"), ("shop/index.php", "<?php echo 'shop';"),
            ("composer.json", "{}"), ("dump.sql", "secret"), ("vendor/x.php", "<?php echo 'secret';"), ("style.css", "css") })
            site.Write(Path.Combine(site.Layout.Release("r1"), name), text);
        site.Switch("r1");
        await site.StartWeb("r1");
        await site.StartNginx();

        Assert.Equal("index ", (await site.Get("/")).Body);
        Assert.Equal("index 7", (await site.Get("/no/such/page?q=7")).Body);
        Assert.Equal("about ", (await site.Get("/shop/about.php")).Body);
        Assert.Equal("about /42", (await site.Get("/shop/about.php/42")).Body);
        Assert.Equal("shop", (await site.Get("/shop/")).Body);
        Assert.Equal("css", (await site.Get("/style.css")).Body);
        foreach (var path in new[] { "/composer.json", "/dump.sql", "/vendor/x.php", "/missing.php", "/.slipway/fpm.conf" })
            Assert.Equal(404, (await site.Get(path)).Status);
        var redirect = await site.Get("/shop");
        Assert.Equal((301, "/shop/"), (redirect.Status, redirect.Header("Location")));
    }

    private static async Task<RealSite> Laravel()
    {
        Tools.Need("nginx", "php-fpm8.2");
        var site = new RealSite(Fixture.Environment("laravel-vite"));
        foreach (var release in new[] { "r1", "r2" })
        {
            site.Write(site.Layout.Release(release) + "/public/index.php", Page);
            site.Write(site.Layout.Release(release) + "/version.php", $"<?php const VERSION = '{release}';");
            await site.StartWeb(release);
        }

        site.Switch("r1");
        site.Try("r2");
        await site.StartNginx();
        return site;
    }

    private static void Secured(Answer answer)
    {
        Assert.Equal("nosniff", answer.Header("X-Content-Type-Options"));
        Assert.Equal("SAMEORIGIN", answer.Header("X-Frame-Options"));
        Assert.Equal("strict-origin-when-cross-origin", answer.Header("Referrer-Policy"));
    }
}
