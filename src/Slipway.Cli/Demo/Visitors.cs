using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Slipway.Cli.Demo;

/// <summary>People who use the guest book all the time: they read, sign, wait for slow pages and send slow uploads.</summary>
internal sealed class Visitors : IAsyncDisposable
{
    public const int Connections = Readers + Patient + 2;

    private const int Readers = 6;
    private const int Patient = 3;
    private const int UploadBytes = 200_000;
    private static readonly TimeSpan ReadPause = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan SignPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan UploadPause = TimeSpan.FromSeconds(1.5);

    private readonly Uri _site;
    private readonly VisitorTally _tally = new();
    private readonly CancellationTokenSource _leave = new();
    private readonly Task _all;

    private Visitors(Uri site)
    {
        _site = site;
        var visits = Enumerable.Repeat(ReadAsync, Readers)
            .Concat(Enumerable.Repeat(WaitAsync, Patient))
            .Append(SignAsync)
            .Append(UploadAsync);
        _all = Task.WhenAll(visits.Select(visit => Task.Run(() => StayAsync(visit))));
    }

    /// <param name="site">http, with the port.</param>
    public static Visitors Start(Uri site) => new(site);

    /// <summary>Lets each visitor finish what it has begun, then counts.</summary>
    public async Task<VisitorReport> StopAsync()
    {
        await _leave.CancelAsync();
        await _all;
        return _tally.Report();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _leave.Dispose();
    }

    private async Task StayAsync(Func<VisitorConnection, Task<TimeSpan>> visit)
    {
        using var connection = new VisitorConnection(_site);
        while (!_leave.IsCancellationRequested)
        {
            var pause = SignPause;
            try
            {
                pause = await visit(connection);
            }
            catch (VisitFailedException e)
            {
                _tally.Failed(e.Message);
            }

            await Task.Delay(pause, _leave.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<TimeSpan> ReadAsync(VisitorConnection connection)
    {
        var page = GuestBookPage.Read(Expect(200, await connection.GetAsync("/"))) ?? throw new VisitFailedException("not the guest book's page");
        _tally.Saw(page);
        var sheet = Expect(200, await connection.GetAsync(page.Stylesheet));
        if (sheet.Contains(string.Create(CultureInfo.InvariantCulture, $"/* asset {page.Asset} */"), StringComparison.Ordinal))
            _tally.Answered();
        else
            _tally.Mixed();
        return ReadPause;
    }

    private async Task<TimeSpan> WaitAsync(VisitorConnection connection)
    {
        _tally.Finished(GuestBookPage.ReleaseOfSlow(Expect(200, await connection.GetAsync("/slow?seconds=2")))
            ?? throw new VisitFailedException("a slow page cut short"));
        return ReadPause;
    }

    private async Task<TimeSpan> SignAsync(VisitorConnection connection)
    {
        var body = "name=Visitor&message=I+was+here"u8.ToArray();
        Expect(303, await connection.PostAsync("/entries", "application/x-www-form-urlencoded", body));
        _tally.Answered();
        return SignPause;
    }

    private async Task<TimeSpan> UploadAsync(VisitorConnection connection)
    {
        var body = Encoding.ASCII.GetBytes(new string('s', UploadBytes));
        var answer = await connection.PostAsync("/upload", "application/octet-stream", body, UploadPause);
        _tally.Finished(ReleaseOfUpload(Expect(200, answer)) ?? throw new VisitFailedException("an upload that did not arrive whole"));
        return ReadPause;
    }

    private static string? ReleaseOfUpload(string json)
    {
        try
        {
            using var told = JsonDocument.Parse(json);
            return told.RootElement.GetProperty("bytes").GetInt64() == UploadBytes ? told.RootElement.GetProperty("release").GetString() : null;
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string Expect(int status, WebAnswer answer) =>
        answer.Status == status ? answer.Body : throw new VisitFailedException($"status {answer.Status}");
}
