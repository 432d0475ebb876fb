using Slipway.Hosts.Local;

namespace Slipway.Deployments.Sessions;

/// <summary>Logs of the <c>local</c> target: its server keeps the last lines of each process; following asks again and again.</summary>
internal sealed class LocalLogs(LocalServerClient server)
{
    private const int Window = 500;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    public async Task SendAsync(string release, LogsRequest request, Func<LogLine, ValueTask> tell, CancellationToken cancel)
    {
        var told = new Dictionary<string, string[]>();
        for (var first = true; first || request.Follow; first = false)
        {
            foreach (var process in await server.StatusAsync(null, release, cancel))
            {
                var lines = (await server.LogsAsync(process.Process, release, Math.Max(Window, request.Lines), cancel)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
                foreach (var line in told.TryGetValue(process.Process, out var before) ? NewLines(before, lines) : lines.TakeLast(request.Lines))
                    await tell(new(process.Process, line));
                told[process.Process] = lines;
            }

            if (request.Follow)
                await Task.Delay(Pause, TimeProvider.System, cancel);
        }
    }

    /// <summary>What of <paramref name="now"/> comes after the end of <paramref name="before"/>.</summary>
    internal static IEnumerable<string> NewLines(string[] before, string[] now)
    {
        for (var shared = Math.Min(before.Length, now.Length); shared > 0; shared--)
            for (var end = shared; end <= now.Length; end++)
                if (now.AsSpan(end - shared, shared).SequenceEqual(before.AsSpan(before.Length - shared)))
                    return now[end..];
        return now;
    }
}
