using System.Text;
using Slipway.Project;
using Slipway.Tests.Support;
using Xunit;

namespace Slipway.Tests.Project;

public class InitFileTest
{
    private static readonly InitFacts Laravel = new("shop", "laravel", ["artisan is there", "composer.json requires laravel/framework ^11"])
    {
        HealthPath = "/up",
        Database = "mysql",
        Cache = "redis",
        Workers = [new("queue", ["php", "artisan", "queue:work", "--queue=a b"], 2, TimeSpan.FromSeconds(60))],
    };

    [Fact]
    public void Text_of_a_full_file() => Golden.Matches(InitFile.Render(Laravel), "init-laravel");

    [Fact]
    public void Text_of_a_small_file() =>
        Golden.Matches(InitFile.Render(new("site", "static", ["index.html"]) { Url = "http://site.example.com:8080", Host = "deploy@[2001:db8::1]:2222" }), "init-static");

    [Fact]
    public void Reader_reads_what_was_found()
    {
        var found = Yaml.Read(InitFile.Render(Laravel)).Environment(null);

        Assert.Equal(("shop", "laravel", "/up", "mysql", "redis"), (found.App, found.Stack, found.Health.Path, found.Services.Database, found.Services.Cache));
        Assert.Equal(["php", "artisan", "queue:work", "--queue=a b"], Assert.Single(found.Services.Workers).Command);
    }

    [Fact]
    public void Reader_reads_awkward_addresses_and_evidence()
    {
        var text = InitFile.Render(new("site", "static", ["a\nstack: php\u2028x"]) { Url = "http://site.example.com:8080", Host = "deploy@[2001:db8::1]:2222" });

        var found = Yaml.Read(text).Environment(null);

        Assert.Equal(("static", "http://site.example.com:8080/", "deploy@[2001:db8::1]:2222"), (found.Stack, found.Url!.ToString(), found.Hosts[0].ToString()));
    }

    [Theory]
    [InlineData("My Shop_2", "my-shop-2"), InlineData("2024-site", "site"), InlineData("--", "app"), InlineData("", "app"), InlineData("Ünï", "n")]
    [InlineData("a-very-long-folder-name-that-has-more-than-forty-characters", "a-very-long-folder-name-that-has-more-th")]
    public void App_name_is_made_of_the_folder_name(string folder, string expected)
    {
        Assert.Equal(expected, InitFile.AppName(folder));
        Assert.Equal(expected, Yaml.Read($"app: {InitFile.AppName(folder)}").App);
    }
}
