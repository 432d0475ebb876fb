using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Sockets;
using Slipway.Hosts;
using Slipway.Stacks.Nginx;

namespace Slipway.Deployments.Proof;

/// <summary>Asks the app through one of the web server's private entrances: the path that visitors take, with the public name and scheme.</summary>
public sealed class EntranceClient : IDisposable
{
    /// <summary>On the private entrances the web server says which release it resolved the request to.</summary>
    public const string ReleaseHeader = NginxHeaders.Release;

    /// <summary>For a whole answer, its body too.</summary>
    internal TimeSpan OneAnswer { get; init; } = TimeSpan.FromSeconds(10);

    private readonly HttpClient _http;
    private readonly bool _isShape;

    public EntranceClient(string socket)
    {
        _isShape = Path.GetFileName(socket) == HostLayout.WebSocketName;
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            MaxResponseDrainSize = 0, // of an answer that is longer than we read
            PooledConnectionLifetime = TimeSpan.Zero,
            ConnectCallback = async (_, cancel) =>
            {
                var connection = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                try
                {
                    await connection.ConnectAsync(new UnixDomainSocketEndPoint(socket), cancel);
                    return new NetworkStream(connection, ownsSocket: true);
                }
                catch
                {
                    connection.Dispose();
                    throw;
                }
            },
        };
        _http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>GET of a path; a connection that fails gives status 0 and the reason as the body.</summary>
    public async Task<EntranceAnswer> GetAsync(string path, string host, string scheme, CancellationToken cancel)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "http://entrance" + path);
            request.Headers.Host = host;
            request.Headers.TryAddWithoutValidation("X-Forwarded-Proto", scheme);
            request.Headers.TryAddWithoutValidation("User-Agent", "slipway-health");
            if (_isShape)
                AsTheSite(request.Headers, host, scheme);
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            limit.CancelAfter(OneAnswer);
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            var body = await BoundedBody.ReadAsync(response, limit.Token);
            var release = response.Headers.TryGetValues(ReleaseHeader, out var values) ? values.LastOrDefault() : null;
            return new((int)response.StatusCode, body, response.Headers.Location?.ToString(), release, Stopwatch.GetElapsedTime(started));
        }
        catch (Exception e) when (e is HttpRequestException or IOException or SocketException || (e is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            var reason = e is OperationCanceledException ? $"no whole answer within {OneAnswer.TotalSeconds:0.#} s" : (e.InnerException ?? e).Message;
            return new(0, reason, null, null, Stopwatch.GetElapsedTime(started));
        }
    }

    /// <summary>A release that is not served yet has no site: what the site would say is said here.</summary>
    private static void AsTheSite(HttpRequestHeaders headers, string host, string scheme)
    {
        const string loopback = "127.0.0.1";
        headers.TryAddWithoutValidation("X-Real-IP", loopback);
        headers.TryAddWithoutValidation("X-Forwarded-For", loopback);
        headers.TryAddWithoutValidation("X-Forwarded-Host", host);
        headers.TryAddWithoutValidation("X-Forwarded-Port", new Uri($"{scheme}://{host}").Port.ToString(CultureInfo.InvariantCulture));
        headers.TryAddWithoutValidation(NginxHandover.Entrance, NginxHandover.Next);
        headers.TryAddWithoutValidation(NginxHandover.ClientPort, "0");
        headers.TryAddWithoutValidation(NginxHandover.ServerAddress, loopback);
        if (scheme == Uri.UriSchemeHttps)
            headers.TryAddWithoutValidation(NginxHandover.Https, "on");
    }

    public void Dispose() => _http.Dispose();
}

/// <param name="Status">HTTP status, 0 = no answer.</param>
/// <param name="Body">The body, or why there was no answer.</param>
/// <param name="Location">Where a redirect points.</param>
/// <param name="Release">The release that the web server resolved the request to.</param>
public sealed record EntranceAnswer(int Status, string Body, string? Location, string? Release, TimeSpan Elapsed)
{
    /// <summary>For people: status and the start of the body.</summary>
    public string Describe() => Status == 0
        ? Body
        : $"HTTP {Status}{(Location is null ? "" : " → " + Location)}{(Body.Trim() is { Length: > 0 } text ? ": " + Short(text) : "")}";

    private static string Short(string text)
    {
        text = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return text.Length > 300 ? text[..300] + "…" : text;
    }
}
