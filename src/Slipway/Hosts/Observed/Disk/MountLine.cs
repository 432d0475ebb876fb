namespace Slipway.Hosts.Observed.Disk;

/// <summary>A line of /proc/self/mounts.</summary>
internal sealed record MountLine(string Path, string Kind, IReadOnlyList<string> Options);
