using System.Text;

namespace Slipway.Deployments.Machines;

/// <summary>Counts answers in a site's own access log, whose lines say <c>status=200</c> in their second field.</summary>
internal static class AccessLog
{
    private const string Status = " status=";

    /// <summary>How much of the log before a mark is looked at for the share before the switch.</summary>
    private const long LookBack = 256 * 1024;

    /// <summary>Answers since <paramref name="since"/>, or among the last ones when it is null; null when there is no log.</summary>
    public static SiteTraffic? Read(string path, TrafficMark? since)
    {
        try
        {
            using var log = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var start = since is not null && since.Position <= log.Length ? since.Position : Math.Max(0, log.Length - LookBack);
            log.Position = start;
            var bytes = new byte[log.Length - start];
            log.ReadExactly(bytes);
            var end = Array.LastIndexOf(bytes, (byte)'\n') + 1;
            var (requests, errors) = Count(Encoding.ASCII.GetString(bytes, 0, end));
            return new(requests, errors, new TrafficMark(start + end, 0, 0));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static (long Requests, long Errors) Count(string text)
    {
        long requests = 0, errors = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            var at = line.IndexOf(Status);
            if (at < 0 || at + Status.Length >= line.Length)
                continue;
            requests++;
            if (line[at + Status.Length] == '5')
                errors++;
        }

        return (requests, errors);
    }
}
