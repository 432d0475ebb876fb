using Slipway.Hosts;
using Slipway.Hosts.Local;

namespace Slipway.Deployments.Releases;

/// <summary>Releases in which a process lives: its folder or its program lies there. They are never removed.</summary>
public static class LiveReleases
{
    public static IReadOnlySet<string> Of(HostLayout layout)
    {
        var alive = new HashSet<string>();
        if (!Directory.Exists(layout.Releases))
            return alive;
        var releases = LocalNative.RealPath(layout.Releases) + "/";
        foreach (var process in Directory.EnumerateDirectories("/proc").Where(p => char.IsAsciiDigit(Path.GetFileName(p)[0])))
            foreach (var link in (ReadOnlySpan<string>)[$"{process}/cwd", $"{process}/exe"])
                if (ReleaseOf(releases, Target(link)) is { } release)
                    alive.Add(release);
        return alive;
    }

    private static string? Target(string link)
    {
        try
        {
            return new FileInfo(link).LinkTarget;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null; // it ended while we looked, or it is somebody else's
        }
    }

    private static string? ReleaseOf(string releases, string? path) =>
        path is not null && path.StartsWith(releases, StringComparison.Ordinal) ? path[releases.Length..].Split('/')[0] : null;
}
