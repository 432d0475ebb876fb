using Slipway.Deployments.Sessions;
using Slipway.Tests.Support;
using Xunit;

namespace Slipway.Tests.Deployments.Sessions;

public sealed class EnabledSitesTest : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public EnabledSitesTest() => Put("nginx.conf", """
        events {}
        http {
            include mime.types;
            include conf.d/*.conf;
            include sites-enabled/*;
            include /nowhere/*.conf;
        }
        """);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("server { listen 80; server_name shop.example.com; }", true)]
    [InlineData("server { server_name www.example.com SHOP.example.com; }", true)]
    [InlineData("server { listen [::]:80; listen 203.0.113.5:8080; server_name shop.example.com; }", true)]
    [InlineData("server { listen 443 ssl; server_name shop.example.com; }", true)]
    [InlineData("server { listen 203.0.113.5; server_name shop.example.com; }", true)]
    [InlineData("server { listen 8080; server_name shop.example.com; }", false)]
    [InlineData("server { listen 127.0.0.1:80; listen [::1]:443; listen localhost:80; listen unix:/run/x.sock; server_name shop.example.com; }", false)]
    [InlineData("server { listen 80; server_name *.example.com; }", false)]
    [InlineData("server { listen 80 default_server; server_name _; }", false)]
    [InlineData("# server { listen 80; server_name shop.example.com; }", false)]
    public void A_site_counts_when_it_answers_to_the_name_on_a_port_for_visitors(string site, bool counts) =>
        Assert.Equal(counts, Find(("sites-enabled/shop", site)).Count > 0);

    [Fact]
    public void All_that_nginx_includes_is_read_but_our_own_file()
    {
        const string site = "server {\n  server_name shop.example.com;\n}\n";
        var found = Find(("sites-enabled/ours.conf", site), ("sites-enabled/.hidden", site), ("sites-available/not-enabled", site),
            ("sites-enabled/by-hand", site), ("conf.d/old.conf", site), ("conf.d/old.conf.bak", site), ("conf.d/more.conf", "include vhosts/*.conf;"), ("vhosts/deep.conf", site));
        Assert.Equal(["conf.d/old.conf:2:3", "sites-enabled/by-hand:2:3", "vhosts/deep.conf:2:3"], found.Select(o => Path.GetRelativePath(_folder.Path, o.Where)));
    }

    [Fact]
    public void Files_that_include_each_other_end_and_a_host_without_nginx_has_none()
    {
        Assert.Single(Find(("conf.d/a.conf", "include conf.d/b.conf;"), ("conf.d/b.conf", "include conf.d/a.conf; server { server_name shop.example.com; }")));
        Assert.Empty(new EnabledSites("/x", Path.Combine(_folder.Path, "absent.conf")).AnsweringTo(["shop.example.com"], [80]));
    }

    [Theory]
    [InlineData("include sites-enabled/*;", true)]
    [InlineData("include {0}/sites-enabled/*.conf;", true)]
    [InlineData("include sites-enabled/ours.conf;", true)]
    [InlineData("include conf.d/*.conf;", false)]
    [InlineData("include sites-enabled/*.vhost;", false)]
    [InlineData("# include sites-enabled/*;", false)]
    public void Whether_nginx_reads_our_file_is_known_before_it_is_there(string include, bool reads)
    {
        Put("nginx.conf", $"http {{\n{include.Replace("{0}", _folder.Path)}\n}}");
        Assert.Equal(reads, Sites().IncludeOurs);
    }

    private IReadOnlyList<OtherSite> Find(params (string Path, string Text)[] files)
    {
        foreach (var (path, text) in files)
            Put(path, text);
        return Sites().AnsweringTo(["shop.example.com"], [80, 443]);
    }

    private EnabledSites Sites() => new(Path.Combine(_folder.Path, "sites-enabled", "ours.conf"), Path.Combine(_folder.Path, "nginx.conf"));

    private void Put(string path, string text)
    {
        var file = Path.Combine(_folder.Path, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}
