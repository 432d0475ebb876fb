using System.Net;
using System.Net.Http.Headers;
using Slipway.Hosts.Local;
using Xunit;

namespace Slipway.Tests.Local;

public class EdgeFilesTest
{
    private static readonly LocalSiteDescription Static = new()
    {
        Kind = LocalSiteKind.Static,
        DocumentRoot = "dist",
        Assets = new Dictionary<string, string> { ["/assets/"] = "dist/assets" },
    };

    [Fact]
    public async Task Site_serves_pages_folders_and_its_own_404()
    {
        await using var site = await SiteAsync();
        Assert.Equal((200, "text/html; charset=utf-8", "<h1>one</h1>"), await GetAsync(site, "/"));
        Assert.Equal((200, "text/css; charset=utf-8", "body{}"), await GetAsync(site, "/a.css"));
        Assert.Equal((200, "text/html; charset=utf-8", "docs"), await GetAsync(site, "/docs/"));
        Assert.Equal((404, "text/html; charset=utf-8", "ours"), await GetAsync(site, "/nothing"));
        Assert.Equal((404, "text/html; charset=utf-8", "ours"), await GetAsync(site, "/a.css/"));
        using var folder = await site.Http.GetAsync(site.At("/docs?x=1"));
        Assert.Equal((HttpStatusCode.MovedPermanently, "/docs/?x=1"), (folder.StatusCode, folder.Headers.Location!.OriginalString));
        using var post = await site.Http.PostAsync(site.At("/"), null);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, post.StatusCode);
        Assert.Equal((200, "text/plain; charset=utf-8", "me"), await GetAsync(site, "/.well-known/security.txt"));
    }

    [Theory]
    [InlineData("/../secret")]
    [InlineData("/%2e%2e/secret")]
    [InlineData("/..%2fsecret")]
    [InlineData("/docs/..%2f..%2fsecret")]
    [InlineData("/assets/..%2f..%2fsecret")]
    [InlineData("/assets/%2e%2e/%2e%2e/secret")]
    [InlineData("/.env")]
    [InlineData("/docs/.git/config")]
    [InlineData("/%2eenv")]
    [InlineData("//etc/passwd")]
    [InlineData("/.well-known/../../secret")]
    public async Task Nothing_outside_the_document_root_and_no_dot_file_is_public(string target)
    {
        await using var site = await SiteAsync();
        var text = await EdgeProxyTest.RawAsync(site, $"GET {target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 404 ", text);
        Assert.DoesNotContain("hidden", text);
        Assert.DoesNotContain("root:", text);
    }

    [Fact]
    public async Task Ranges_and_conditions_are_honoured()
    {
        await using var site = await SiteAsync();
        using var range = new HttpRequestMessage(HttpMethod.Get, site.At("/")) { Headers = { Range = new RangeHeaderValue(4, 6) } };
        using var part = await site.Http.SendAsync(range);
        Assert.Equal((HttpStatusCode.PartialContent, "one"), (part.StatusCode, await part.Content.ReadAsStringAsync()));
        Assert.Equal("bytes 4-6/12", part.Content.Headers.ContentRange!.ToString());
        using var beyond = new HttpRequestMessage(HttpMethod.Get, site.At("/")) { Headers = { Range = new RangeHeaderValue(100, 200) } };
        using var refused = await site.Http.SendAsync(beyond);
        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, refused.StatusCode);

        using var whole = await site.Http.GetAsync(site.At("/"));
        using var again = new HttpRequestMessage(HttpMethod.Get, site.At("/")) { Headers = { IfNoneMatch = { whole.Headers.ETag! } } };
        using var unchanged = await site.Http.SendAsync(again);
        Assert.Equal((HttpStatusCode.NotModified, ""), (unchanged.StatusCode, await unchanged.Content.ReadAsStringAsync()));
        using var since = new HttpRequestMessage(HttpMethod.Get, site.At("/")) { Headers = { IfModifiedSince = whole.Content.Headers.LastModified } };
        using var notSince = await site.Http.SendAsync(since);
        Assert.Equal(HttpStatusCode.NotModified, notSince.StatusCode);
    }

    [Fact]
    public async Task Assets_of_an_older_release_stay_reachable_and_are_kept_for_long()
    {
        await using var site = await SiteAsync();
        Directory.CreateDirectory(Path.Combine(site.Site.Paths.Assets, "assets"));
        await File.WriteAllTextAsync(Path.Combine(site.Site.Paths.Assets, "assets", "app-0ld.js"), "old");

        using var own = await site.Http.GetAsync(site.At("/assets/app-1.js"));
        Assert.Equal(("new", "public, max-age=31536000, immutable"), (await own.Content.ReadAsStringAsync(), own.Headers.CacheControl!.ToString()));
        using var kept = await site.Http.GetAsync(site.At("/assets/app-0ld.js"));
        Assert.Equal(("old", "public, max-age=31536000, immutable"), (await kept.Content.ReadAsStringAsync(), kept.Headers.CacheControl!.ToString()));
        using var none = await site.Http.GetAsync(site.At("/assets/app-2.js"));
        Assert.Equal((HttpStatusCode.NotFound, (CacheControlHeaderValue?)null), (none.StatusCode, none.Headers.CacheControl));
    }

    [Fact]
    public async Task Static_site_switches_with_its_symlink()
    {
        await using var site = await SiteAsync();
        site.NewRelease("two");
        site.Write("two", "dist/index.html", "<h1>two</h1>");
        site.Switch("two");
        Assert.Equal((200, "text/html; charset=utf-8", "<h1>two</h1>"), await GetAsync(site, "/"));
    }

    [Fact]
    public async Task Proxied_app_gets_what_is_no_public_file()
    {
        await using var site = await TestSite.ServeAsync(new LocalSiteDescription { Kind = LocalSiteKind.Proxy, DocumentRoot = "public" });
        await site.DeployAsync("one");
        site.Write("one", "public/robots.txt", "all");
        site.Switch("one");
        Assert.Equal((200, "text/plain; charset=utf-8", "all"), await GetAsync(site, "/robots.txt"));
        Assert.Equal("one GET /other", (await GetAsync(site, "/other")).Body);
        Assert.Equal("one GET /", (await GetAsync(site, "/")).Body);
        Assert.Equal("one GET /.env", (await GetAsync(site, "/.env")).Body);
        using var post = await site.Http.PostAsync(site.At("/robots.txt"), null);
        Assert.Equal("one POST /robots.txt", await post.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Broken_site_file_leaves_the_last_good_one_in_force()
    {
        await using var site = await SiteAsync();
        Assert.Equal(200, (await GetAsync(site, "/")).Status);
        await File.WriteAllTextAsync(site.Site.SiteFile, "{");
        Assert.Equal(200, (await GetAsync(site, "/")).Status);
        Assert.Contains("site.json cannot be used", await File.ReadAllTextAsync(site.Site.LogFile));
    }

    private static async Task<TestSite> SiteAsync()
    {
        var site = await TestSite.ServeAsync(Static);
        site.NewRelease("one");
        site.Write("one", "secret", "hidden");
        site.Write("one", "dist/index.html", "<h1>one</h1>");
        site.Write("one", "dist/a.css", "body{}");
        site.Write("one", "dist/docs/index.html", "docs");
        site.Write("one", "dist/404.html", "ours");
        site.Write("one", "dist/.env", "hidden");
        site.Write("one", "dist/docs/.git/config", "hidden");
        site.Write("one", "dist/.well-known/security.txt", "me");
        site.Write("one", "dist/assets/app-1.js", "new");
        site.Switch("one");
        return site;
    }

    private static async Task<(int Status, string? Type, string Body)> GetAsync(TestSite site, string path)
    {
        using var response = await site.Http.GetAsync(site.At(path));
        return ((int)response.StatusCode, response.Content.Headers.ContentType?.ToString(), await response.Content.ReadAsStringAsync());
    }
}
