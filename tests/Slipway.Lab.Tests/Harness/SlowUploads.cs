using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;

namespace Slipway.Lab.Tests.Harness;

/// <summary>
/// Visitors on slow lines: one begins to send every <see cref="Pause"/>, by turns with a length, in chunks, and asking first
/// (100-continue). Each sends evenly over the same time, and wants 200 with the number of bytes that it sent.
/// </summary>
internal sealed class SlowUploads : IDisposable
{
    private const int Parts = 40, PartSize = 1000;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentBag<string> _failed = [];
    private readonly Task _all;
    private int _begun;

    private SlowUploads(SiteProbe probe, string name, TimeSpan time) => _all = RunAsync(probe, name, time);

    public static SlowUploads Start(SiteProbe probe, string name, TimeSpan time) => new(probe, name, time);

    /// <summary>How many began, and what those heard that failed; those that are under way are waited for.</summary>
    public async Task<(int Begun, IReadOnlyList<string> Failed)> StopAsync()
    {
        await _stop.CancelAsync();
        await _all;
        return (_begun, [.. _failed]);
    }

    public void Dispose() => _stop.Dispose();

    private async Task RunAsync(SiteProbe probe, string name, TimeSpan time)
    {
        var running = new List<Task>();
        for (; !_stop.IsCancellationRequested; _begun++)
        {
            running.Add(UploadAsync(probe, name, time, _begun));
            await Task.Delay(Pause);
        }

        await Task.WhenAll(running);
    }

    private async Task UploadAsync(SiteProbe probe, string name, TimeSpan time, int number)
    {
        var began = DateTimeOffset.UtcNow;
        string answer;
        try
        {
            await using var line = await probe.ConnectAsync();
            answer = await SendAsync(line, name, time, number % 3).WaitAsync(time + TimeSpan.FromMinutes(2));
        }
        catch (Exception e) when (e is IOException or SocketException or TimeoutException)
        {
            answer = e.Message;
        }

        if (!answer.StartsWith("HTTP/1.1 200 ", StringComparison.Ordinal) || !answer.Contains($"\"bytes\":{Parts * PartSize}", StringComparison.Ordinal))
            _failed.Add($"{began:HH:mm:ss.f} to {DateTimeOffset.UtcNow:HH:mm:ss.f}, kind {number % 3}: {answer}");
    }

    private static async Task<string> SendAsync(NetworkStream line, string name, TimeSpan time, int kind)
    {
        var chunked = kind == 1;
        var part = Encoding.ASCII.GetBytes(chunked ? $"{PartSize:x}\r\n{new string('x', PartSize)}\r\n" : new string('x', PartSize));
        var length = chunked ? "Transfer-Encoding: chunked" : $"Content-Length: {Parts * PartSize}";
        var expect = kind == 2 ? "Expect: 100-continue\r\n" : "";
        await WriteAsync(line, $"POST /upload HTTP/1.1\r\nHost: {name}\r\nConnection: close\r\nContent-Type: application/octet-stream\r\n{length}\r\n{expect}\r\n");
        if (kind == 2 && await ContinueAsync(line) is { } refused)
            return refused;
        for (var i = 0; i < Parts; i++)
        {
            await line.WriteAsync(part);
            await Task.Delay(time / Parts);
        }

        if (chunked)
            await WriteAsync(line, "0\r\n\r\n");
        using var reader = new StreamReader(line, Encoding.ASCII, leaveOpen: true);
        return await reader.ReadToEndAsync();
    }

    private static async Task<string?> ContinueAsync(NetworkStream line)
    {
        var buffer = new byte[1000];
        var said = Encoding.ASCII.GetString(buffer, 0, await line.ReadAsync(buffer));
        return said.StartsWith("HTTP/1.1 100 ", StringComparison.Ordinal) ? null : said;
    }

    private static ValueTask WriteAsync(NetworkStream line, string text) => line.WriteAsync(Encoding.ASCII.GetBytes(text));
}
