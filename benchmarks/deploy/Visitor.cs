using System.Diagnostics;
using System.Text.Json;

namespace Slipway.DeployBenchmark;

/// <summary>Asks a site which version it serves.</summary>
internal sealed class Visitor : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25); // often enough to tell, seldom enough not to take the processor away
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);
    private readonly HttpClient _http;

    public Visitor(string address, string site)
    {
        _http = new HttpClient { BaseAddress = new Uri($"http://{address}"), Timeout = TimeSpan.FromSeconds(10) };
        _http.DefaultRequestHeaders.Host = site;
    }

    public async Task<int> VersionAsync()
    {
        using var answer = JsonDocument.Parse(await _http.GetStringAsync("/versions"));
        return answer.RootElement.GetProperty("code").GetInt32();
    }

    /// <exception cref="InvalidOperationException">Another version answers: what was measured was no deploy.</exception>
    public async Task RequireAsync(int version)
    {
        var found = await VersionAsync();
        if (found != version)
            throw new InvalidOperationException($"{_http.DefaultRequestHeaders.Host} serves version {found}, not {version}.");
    }

    /// <summary>The time until that version first answers.</summary>
    public async Task<TimeSpan> WaitForAsync(int version)
    {
        using var limit = new CancellationTokenSource(Longest);
        var started = Stopwatch.GetTimestamp();
        while (await VersionAsync() != version)
            await Task.Delay(Pause, limit.Token);
        return Stopwatch.GetElapsedTime(started);
    }

    public void Dispose() => _http.Dispose();
}
