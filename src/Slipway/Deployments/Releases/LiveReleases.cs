using Slipway.Hosts;
using Slipway.Hosts.Local;
using Slipway.Processes;

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
        foreach (var process in RunningProcesses.Ids())
            foreach (var link in (ReadOnlySpan<string>)["cwd", "exe"])
                if (ReleaseOf(releases, RunningProcesses.Link(process, link)) is { } release)
                    alive.Add(release);
        return alive;
    }

    private static string? ReleaseOf(string releases, string? path) =>
        path is not null && path.StartsWith(releases, StringComparison.Ordinal) ? path[releases.Length..].Split('/')[0] : null;
}
