using System.Net;
using System.Net.Sockets;
using Slipway.Cli.Local;
using Slipway.Files;
using Slipway.Hosts.Local;
using Xunit;

namespace Slipway.Tests.Local;

/// <summary>A local site in a temp folder with a server in this process, and releases of the test app.</summary>
internal sealed class TestSite : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);
    private LocalServer? _server;

    private TestSite(string project)
    {
        Site = LocalSite.Of(project);
        Client = new LocalServerClient(Site);
        Http = NewHttp();
    }

    public LocalSite Site { get; }

    public LocalServerClient Client { get; }

    /// <summary>A keep-alive client that does not retry.</summary>
    public HttpClient Http { get; }

    public Uri Url => _server!.Url;

    public static string Dll(string name) => Path.Combine(AppContext.BaseDirectory, name + ".dll");

    public static TestSite Folder() => new(Directory.CreateTempSubdirectory("slipway-local-").FullName);

    public static async Task<TestSite> ServeAsync(LocalSiteDescription? description = null)
    {
        var site = Folder();
        await site.ServeHereAsync();
        (description ?? new LocalSiteDescription { Kind = LocalSiteKind.Proxy, MaxBody = 64 << 20 }).Write(site.Site.SiteFile);
        return site;
    }

    public async Task ServeHereAsync()
    {
        var claim = LocalServer.TryClaim(Site);
        Assert.NotNull(claim);
        _server = await LocalServer.StartAsync(Site, claim, TimeProvider.System);
    }

    public static HttpClient NewHttp() => new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, MaxConnectionsPerServer = 1000 }) { Timeout = Deadline };

    public Uri At(string path) => new(Url, path);

    public string NewRelease(string id)
    {
        var meta = Directory.CreateDirectory(Site.Paths.Meta(id)).FullName;
        File.CreateSymbolicLink(Path.Combine(meta, "app.sock"), Site.Paths.Socket(id));
        return Site.Paths.Release(id);
    }

    public void Write(string release, string path, string text)
    {
        var file = Path.Combine(Site.Paths.Release(release), path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    public LocalStart App(string id, params (string Name, string Value)[] env) => new()
    {
        Process = "web",
        Release = id,
        Command = ["dotnet", Dll("Slipway.TestApp"), Site.Paths.Socket(id)],
        Folder = Site.Paths.Release(id),
        Env = env.Append(("SLIPWAY_RELEASE", id)).Append(("DOTNET_TieredPGO", "0")).ToDictionary(e => e.Item1, e => e.Item2),
        Socket = Site.Paths.Socket(id),
    };

    /// <summary>Makes the release and its process, and waits until it listens.</summary>
    public async Task DeployAsync(string id)
    {
        NewRelease(id);
        await Client.StartAsync(App(id));
        await ListeningAsync(id);
    }

    /// <summary>As <see cref="DeployAsync"/>, of an app that cannot listen on a Unix socket.</summary>
    public async Task DeployOnPortAsync(string id)
    {
        NewRelease(id);
        await Client.StartAsync(App(id) with { Command = ["dotnet", Dll("Slipway.TestApp")], Port = true });
        await ListeningAsync(id);
    }

    public Task ListeningAsync(string id) => UntilAsync($"{id} listens", async () => (await StatusAsync(id)).Listening == true);

    public async Task<LocalProcess> StatusAsync(string id) => Assert.Single(await Client.StatusAsync("web", id));

    public void Switch(string id, string link = "current")
    {
        var path = Path.Combine(Site.Paths.Root, link);
        Posix.Symlink("releases/" + id, path + ".new");
        Posix.Rename(path + ".new", path);
    }

    public static HttpClient Through(string socket) => new(new SocketsHttpHandler
    {
        ConnectCallback = async (_, cancel) =>
        {
            var client = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await client.ConnectAsync(new UnixDomainSocketEndPoint(socket), cancel);
            return new NetworkStream(client, ownsSocket: true);
        },
    }) { Timeout = Deadline };

    public static async Task UntilAsync(string what, Func<Task<bool>> holds)
    {
        var time = TimeProvider.System;
        for (var began = time.GetTimestamp(); !await holds();)
        {
            Assert.True(time.GetElapsedTime(began) < Deadline, $"not within {Deadline}: {what}");
            await Task.Delay(20);
        }
    }

    public static async Task<(HttpStatusCode Status, string Body)> GetAsync(HttpClient http, Uri uri)
    {
        using var response = await http.GetAsync(uri);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (_server is not null)
            await _server.DisposeAsync();
        else if (await Client.IsRunningAsync())
            await Client.ShutdownAsync();
        Directory.Delete(Site.Project, recursive: true);
        if (Directory.Exists(Site.Run))
            Directory.Delete(Site.Run, recursive: true);
    }
}
