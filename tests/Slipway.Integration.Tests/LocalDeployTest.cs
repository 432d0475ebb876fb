using System.Net;
using System.Text.Json;
using Xunit;

namespace Slipway.Integration.Tests;

/// <summary>Apps that are deployed to this machine, with the programs that they need.</summary>
public class LocalDeployTest
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Php_of_root_is_served_by_an_fpm_that_runs_as_root()
    {
        Needs.Programs("php-fpm8.2");
        Needs.Root();
        await using var project = new LocalProject(
            ("slipway.yaml", "app: pages\nstack: php\nsoak: 1s\nhealth: { path: /index.php }\n"),
            ("public/index.php", "<?php echo 'user ', fileowner('/proc/self'), ' release ', getenv('SLIPWAY_RELEASE');"));
        var deployed = await project.DeployAsync();
        using var http = new HttpClient();
        Assert.Equal($"user 0 release {deployed.GetProperty("release").GetString()}", await http.GetStringAsync(UrlOf(deployed), Cancel));
    }

    [Fact]
    public async Task App_on_a_port_is_deployed_and_rolled_back_without_a_failed_request()
    {
        Needs.Programs("node");
        await using var project = new LocalProject(
            ("slipway.yaml", "app: pages\nstack: node\nlisten: port\nsoak: 1s\nhealth: { path: / }\n"),
            ("package.json", """{ "name": "pages", "version": "1.0.0", "scripts": { "start": "node server.js" } }"""),
            ("server.js", Server(1)));
        var first = await project.DeployAsync();
        var url = UrlOf(first);
        using var end = new CancellationTokenSource();
        var visits = VisitAsync(url, end.Token);

        project.Write("server.js", Server(2));
        var second = await project.DeployAsync();
        Assert.Equal(Answer(2, second), await VisitOnceAsync(url));
        var third = await project.RunAsync("rollback", "local", "--yes");
        Assert.Equal(Answer(1, third), await VisitOnceAsync(url));
        Assert.Equal([url, url, url], [UrlOf(second), UrlOf(third), UrlOf(await project.RunAsync("status", "local"))]);

        await end.CancelAsync();
        var seen = await visits;
        Assert.Equal([Answer(1, first), Answer(2, second), Answer(1, third)], seen.Distinct());
        Assert.InRange(seen.Count, 20, int.MaxValue);
    }

    private static string Server(int version) => $$"""
        const answer = JSON.stringify({ version: {{version}}, release: process.env.SLIPWAY_RELEASE, socket: process.env.SLIPWAY_SOCKET ?? 'none' });
        const server = require('http').createServer((_, response) => response.end(answer)).listen(Number(process.env.PORT), '127.0.0.1');
        process.on('SIGTERM', () => server.close());
        """;

    private static string Answer(int version, JsonElement run) => $$"""{"version":{{version}},"release":"{{run.GetProperty("release").GetString()}}","socket":"none"}""";

    private static Uri UrlOf(JsonElement run) => new(run.GetProperty("url").GetString()!);

    private static async Task<string> VisitOnceAsync(Uri url)
    {
        using var http = new HttpClient();
        return await http.GetStringAsync(url, Cancel);
    }

    // A request that fails ends the visits with its exception.
    private static async Task<List<string>> VisitAsync(Uri url, CancellationToken end)
    {
        using var http = new HttpClient(new SocketsHttpHandler()) { DefaultRequestVersion = HttpVersion.Version11 };
        var seen = new List<string>();
        while (!end.IsCancellationRequested)
        {
            seen.Add(await http.GetStringAsync(url, Cancel));
            await Task.Delay(TimeSpan.FromMilliseconds(10), Cancel);
        }

        return seen;
    }
}
