using System.Net;
using System.Net.Sockets;
using Slipway.Files;
using Slipway.Hosts;
using Slipway.Processes;
using Slipway.Project;
using Slipway.Stacks;
using Slipway.Stacks.Nginx;
using Slipway.Stacks.Systemd;
using Slipway.Tests.Support;
using Xunit;

namespace Slipway.Tests.Stacks;

/// <summary>A rendered site in a real nginx on loopback, below a temporary folder: only addresses and log paths differ from a server's.</summary>
internal sealed class RealSite : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<Background> _servers = [];
    private readonly int _port = FreePort();

    public RealSite(AppEnvironment environment, StackRecipe? recipe = null)
    {
        Environment = environment with { Url = new Uri($"http://guests.example.com:{_port}") };
        Recipe = recipe ?? StackCatalogue.Recipe(Environment);
        Layout = HostLayout.Local(environment.App, environment.Name, _folder.Path, Path.Combine(_folder.Path, "run"));
        foreach (var folder in new[] { Layout.Releases, Layout.Assets, Layout.Run, Path.Combine(_folder.Path, "log") })
            Directory.CreateDirectory(folder);
    }

    public AppEnvironment Environment { get; }

    public StackRecipe Recipe { get; }

    public HostLayout Layout { get; }

    public void Write(string path, string text) => _folder.Write(Path.GetRelativePath(_folder.Path, path), text);

    public NginxShape Shape => NginxShape.Of(Recipe, Environment.Limits, Layout);

    public void Switch(string release) => Link(Layout.Current, release);

    public void Try(string release) => Link(Layout.Next, release);

    /// <summary>Makes it a release of this or another shape, as the step that configures it does.</summary>
    public void Configure(string release, string? shape = null)
    {
        Write(Path.Combine(Layout.Meta(release), NginxShape.Marker(shape ?? Shape.Id)), "");
        Posix.Symlink(Layout.ShapeSocket(shape ?? Shape.Id), Path.Combine(Layout.Meta(release), HostLayout.WebSocketName));
    }

    /// <summary>Starts the release's own web process with its launcher, as the unit would.</summary>
    public async Task StartWeb(string release)
    {
        var programs = Recipe.Requires.Where(r => r.Placeholder is not null).ToDictionary(r => r.Placeholder!, r => r.AnyOf.Select(Tools.Find).First(path => path is not null)!);
        var values = Placeholders.For(Layout, release, programs);
        foreach (var (name, text) in Recipe.Web!.Files)
            Write(Path.Combine(Layout.Meta(release), name), Placeholders.Resolve(text, values));
        var script = Path.Combine(Layout.Meta(release), Launcher.Folder, "web");
        Write(script, Launcher.Render(Recipe.Web, Recipe, values));
        await Open();
        var variables = ProcessEnvironment.Compose(Recipe, new Dictionary<string, string>(), release, values).ToDictionary(v => v.Key, v => (string?)v.Value);
        var server = Background.Start(["/bin/sh", script], Layout.Release(release), variables);
        _servers.Add(server);
        await server.Until(() => File.Exists(Layout.Socket(release)));
    }

    /// <param name="shapes">Those beside the recipe's own.</param>
    public async Task StartNginx(params IReadOnlyList<NginxShape> shapes)
    {
        Write(Path.Combine(_folder.Path, "site.conf"), Own(NginxSite.Render(Environment, Layout, new NginxHost { HasIpv6 = false })));
        foreach (var shape in shapes.Append(Shape))
            Write(Path.Combine(_folder.Path, $"shape-{shape.Id}.conf"), Own(shape.Text));
        Write(Path.Combine(_folder.Path, "nginx.conf"), $$"""
            daemon off; worker_processes 2; pid {{_folder.Path}}/nginx.pid; error_log stderr;
            events { }
            http {
                include /etc/nginx/mime.types;
                client_body_temp_path {{_folder.Path}}/t1; proxy_temp_path {{_folder.Path}}/t2; fastcgi_temp_path {{_folder.Path}}/t3; uwsgi_temp_path {{_folder.Path}}/t4; scgi_temp_path {{_folder.Path}}/t5;
                include {{_folder.Path}}/site.conf;
                include {{_folder.Path}}/shape-*.conf;
            }
            """);
        await Open();
        var nginx = Background.Start([Tools.Find("nginx")!, "-e", "stderr", "-p", _folder.Path, "-c", Path.Combine(_folder.Path, "nginx.conf")], _folder.Path);
        _servers.Add(nginx);
        await nginx.Until(() => File.Exists(Path.Combine(_folder.Path, "nginx.pid")) && File.Exists(Layout.CurrentEntrance));
    }

    public Task<Answer> Get(string path, string? entrance = null, params (string Name, string Value)[] headers) => GetWith(Client(entrance), path, headers);

    /// <summary>From the release that <c>next</c> names, as health asks it.</summary>
    public Task<Answer> GetNext(string path)
    {
        const string loopback = "127.0.0.1";
        return Get(path, Layout.NextWeb, ("X-Real-IP", loopback), ("X-Forwarded-For", loopback), ("X-Forwarded-Proto", "http"), (NginxHandover.Entrance, NginxHandover.Next));
    }

    /// <summary>A client that keeps its connections.</summary>
    public HttpClient Client(string? entrance = null) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        ConnectCallback = async (_, cancel) =>
        {
            var socket = entrance is null ? new Socket(SocketType.Stream, ProtocolType.Tcp) : new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await socket.ConnectAsync(entrance is null ? new IPEndPoint(IPAddress.Loopback, _port) : new UnixDomainSocketEndPoint(entrance), cancel);
            return new NetworkStream(socket, ownsSocket: true);
        },
    }) { Timeout = TimeSpan.FromSeconds(30) };

    /// <summary>What 500 requests of one client saw, all answered with 200, while <c>current</c> moves between r1 and r2 without a pause.</summary>
    /// <param name="words">How many of the body's words, which <c>|</c> parts, are told.</param>
    public async Task<IReadOnlySet<string>> SeenWhileSwitching(int words)
    {
        using var client = Client();
        using var stop = new CancellationTokenSource();
        var switching = Task.Run(() =>
        {
            for (var i = 0; !stop.IsCancellationRequested; i++)
                Switch(i % 2 == 0 ? "r2" : "r1");
        }, TestContext.Current.CancellationToken);

        var seen = new HashSet<string>();
        for (var i = 0; i < 500; i++)
        {
            var answer = await GetWith(client, "/");
            Assert.Equal(200, answer.Status);
            seen.Add(string.Join('|', answer.Body.Split('|')[..words]));
        }

        await stop.CancelAsync();
        await switching;
        return seen;
    }

    public async Task<Answer> GetWith(HttpClient client, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Environment.Url!, path));
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        var all = response.Headers.Concat(response.Content.Headers).ToDictionary(h => h.Key, h => string.Join(", ", h.Value), StringComparer.OrdinalIgnoreCase);
        return new Answer((int)response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), all);
    }

    /// <summary>The line of the access log with that text: nginx writes it after the answer, so it is waited for.</summary>
    public async Task<string> AccessLogLine(string text)
    {
        var file = NginxSite.AccessLog(Layout).Replace("/var/log/nginx", _folder.Path + "/log");
        for (var i = 0; i < 500; i++)
        {
            if ((await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).Split('\n')[..^1].LastOrDefault(l => l.Contains(text, StringComparison.Ordinal)) is { } line)
                return line;
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }

        throw new TimeoutException($"The access log has no line with {text}.");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in Enumerable.Reverse(_servers))
            await server.DisposeAsync();
        _folder.Dispose();
    }

    private string Own(string text) => text.Replace("/var/log/nginx", _folder.Path + "/log").Replace($"listen {_port};", $"listen 127.0.0.1:{_port};");

    private void Link(string link, string release)
    {
        if (new FileInfo(Path.Combine(Layout.Meta(release), HostLayout.WebSocketName)).LinkTarget is null)
            Configure(release);
        File.CreateSymbolicLink(link + ".tmp", "releases/" + release);
        Posix.Rename(link + ".tmp", link);
    }

    private Task<CommandResult> Open() => Command.RunAsync(new CommandLine("chmod", "-R", "a+rwX", _folder.Path), TestContext.Current.CancellationToken);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

internal sealed record Answer(int Status, string Body, IReadOnlyDictionary<string, string> Headers)
{
    public string? Header(string name) => Headers.GetValueOrDefault(name);
}
