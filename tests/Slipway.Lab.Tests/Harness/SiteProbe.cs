using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Slipway.Lab.Tests.Harness;

/// <summary>A visitor of the guest book: asks one host's web server under the site's name.</summary>
public sealed partial class SiteProbe : IDisposable
{
    private readonly string _address;
    private readonly string _name;

    internal SiteProbe(string address, string name)
    {
        (_address, _name) = (address, name);
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, ConnectCallback = async (_, cancel) => await ConnectAsync(cancel) };
        Http = new HttpClient(handler) { BaseAddress = new Uri($"http://{name}"), Timeout = TimeSpan.FromMinutes(2) };
    }

    public HttpClient Http { get; }

    /// <summary>Which release answers.</summary>
    public async Task<SiteVersions> VersionsAsync()
    {
        using var answer = JsonDocument.Parse(await Http.GetStringAsync("/versions"));
        int Number(string name) => answer.RootElement.GetProperty(name).GetInt32();
        string Text(string name) => answer.RootElement.GetProperty(name).GetString()!;
        return new(Number("code"), Number("config"), Number("template"), Number("asset"), Text("env"), Text("release"));
    }

    /// <summary>Asks until the site answers, at most a minute: after a boot.</summary>
    public async Task<SiteVersions> VersionsWhenUpAsync()
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                return await VersionsAsync();
            }
            catch (HttpRequestException) when (tries < 600)
            {
                await Task.Delay(100);
            }
        }
    }

    /// <summary>
    /// Visitors in the background, who ask what reveals a mix: an answer whose parts name different versions is mixed. The
    /// report's <c>Failed</c> and <c>Mixed</c> must be 0.
    /// </summary>
    /// <param name="paths">What they ask for; by default the versions, the page and the health.</param>
    public LoadClient Load(params string[] paths) => LoadClient.Start(
        new(new(IPAddress.Parse(_address), 80), [.. (paths.Length > 0 ? paths : ["/versions", "/", "/health"]).Select(p => LoadRequest.Get(_name, p))])
        {
            Connections = 4,
            MaxTime = TimeSpan.FromHours(2),
            Pause = TimeSpan.FromMilliseconds(10),
            Validate = (request, _, body) => request.Path switch
            {
                "/versions" => IsWhole(VersionsInJson(), body),
                "/" => IsWhole(VersionsInPage(), body),
                _ => true,
            },
        });

    /// <summary>A WebSocket to the site's <c>/ws</c>.</summary>
    public Task<EchoSocket> OpenSocketAsync(CancellationToken cancel) => EchoSocket.OpenAsync(new Uri($"ws://{_name}/ws"), ConnectAsync, cancel);

    /// <summary>A connection of one's own to the web server.</summary>
    public async Task<NetworkStream> ConnectAsync(CancellationToken cancel = default)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(_address, 80, cancel);
        return new(socket, ownsSocket: true);
    }

    public void Dispose() => Http.Dispose();

    private static bool IsWhole(Regex versions, ReadOnlySpan<byte> body)
    {
        var match = versions.Match(Encoding.UTF8.GetString(body));
        return match.Success && match.Groups.Values.Skip(1).Select(g => g.Value).Distinct().Count() == 1;
    }

    [GeneratedRegex("""^\{"code":(\d+),"config":(\d+),"template":(\d+),"asset":(\d+),"env":"hello(?:-\d+)?","release":"[^"]+",""")]
    private static partial Regex VersionsInJson();

    [GeneratedRegex("""id="versions">code=(\d+) config=(\d+) template=(\d+) asset=(\d+) env=hello(?:-\d+)? release=[^ ]+</p>""")]
    private static partial Regex VersionsInPage();
}

/// <summary>The version of each part of the release that answered, and its name.</summary>
public sealed record SiteVersions(int Code, int Config, int Template, int Asset, string Env, string Release)
{
    /// <summary>The version, when all parts have the same.</summary>
    public int Version => Code == Config && Code == Template && Code == Asset ? Code : throw new InvalidOperationException($"mixed: {this}");
}
