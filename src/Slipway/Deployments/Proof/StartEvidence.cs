using System.Globalization;
using System.Text;
using Slipway.Deployments.Machines;
using Slipway.Deployments.Transactions;
using Slipway.Files;
using Slipway.Problems;
using Slipway.Stacks.Nginx;

namespace Slipway.Deployments.Proof;

/// <summary>Causes that this machine shows itself when a release does not start or answer: each with what was seen, before those that are only likely.</summary>
internal static class StartEvidence
{
    private static readonly TimeSpan Recent = TimeSpan.FromMinutes(2);

    /// <param name="state">Of the web process, when it has ended.</param>
    public static Problem Add(Problem problem, StepContext context, ProcessState? state)
    {
        string?[] seen =
        [
            state is { Running: false, Crashed: false, MainProcess: 0, Restarts: > 0 }
                ? $"the program ends without an error right after its start ({state.Detail}): it puts itself into the background, and must stay in the foreground" : null,
            NoExec(context.Layout.Root, ReadLines("/proc/self/mountinfo")),
            context.Plan.RunUser is null ? null : Closed(context.Layout.Root),
            NginxLine(ReadLines(NginxSite.ErrorLog(context.Layout)), context.Time.GetLocalNow().DateTime) is { } line ? "nginx says: " + context.Redactor.Redact(line) : null,
        ];
        return problem with { Causes = [.. seen.OfType<string>(), .. problem.Causes ?? []] };
    }

    /// <param name="mounts">Lines of mountinfo: id parent device root place options … - type source options.</param>
    internal static string? NoExec(string folder, IEnumerable<string> mounts)
    {
        var mount = mounts.Select(line => line.Split(' ')).Where(f => f.Length > 5 && (folder + "/").StartsWith(f[4].TrimEnd('/') + "/", StringComparison.Ordinal)).MaxBy(f => f[4].Length);
        return mount is not null && mount[5].Split(',').Contains("noexec") ? $"{mount[4]} is mounted noexec: no program in it can be started" : null;
    }

    /// <summary>The first folder on the way that others may not pass.</summary>
    internal static string? Closed(string folder)
    {
        const int othersPass = 1;
        for (var path = folder; path is { Length: > 1 }; path = Path.GetDirectoryName(path))
            if (Posix.TryStatus(path) is { } status && (status.Mode & othersPass) == 0)
                return $"{path} has mode {Convert.ToString(status.Mode & 0xFFF, 8)}: the web server's user cannot pass it";
        return null;
    }

    /// <summary>The newest error in nginx's own log (yyyy/MM/dd HH:mm:ss [level] …), when it was written just now.</summary>
    internal static string? NginxLine(IReadOnlyList<string> log, DateTime now) => log.LastOrDefault(line =>
        line.Length > 20 && DateTime.TryParseExact(line[..19], "yyyy/MM/dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var at)
        && now - at < Recent && (line.Contains("[error]", StringComparison.Ordinal) || line.Contains("[crit]", StringComparison.Ordinal)));

    /// <summary>Of the last 64 KiB; none when it cannot be read.</summary>
    private static string[] ReadLines(string file)
    {
        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            if (stream.CanSeek && stream.Length > BoundedBody.MaxBytes)
                stream.Seek(-BoundedBody.MaxBytes, SeekOrigin.End);
            var buffer = new byte[BoundedBody.MaxBytes];
            return Encoding.UTF8.GetString(buffer, 0, stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false)).Split('\n');
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
