namespace Slipway.Hosts.Observed.Disk;

internal static class DisksReader
{
    // Network file systems are looked at only when asked for: a dead server would hold up all others.
    private static readonly string[] Holding =
        ["ext2", "ext3", "ext4", "xfs", "btrfs", "f2fs", "zfs", "bcachefs", "vfat", "overlay", "tmpfs"];

    public static DisksFact Read(DisksQuestion asked, HostView host)
    {
        var mounts = Mounts(host.Required("/proc/self/mounts").Split('\n'));
        var paths = asked.Paths.Count > 0 ? asked.Paths : [.. mounts.Where(m => Holding.Contains(m.Kind)).Select(m => m.Path).Distinct()];
        return new([.. paths.Select(path => Space(path, mounts, host)).OfType<DiskSpace>()]);
    }

    private static DiskSpace? Space(string path, IReadOnlyList<MountLine> mounts, HostView host)
    {
        if (FileSystemSpace.Of(host.Real(path)) is not { } space)
            return null;
        // The longest wins, and of two at the same place the later: it lies over the other.
        var mount = mounts.Where(m => path == m.Path || path.StartsWith($"{m.Path.TrimEnd('/')}/", StringComparison.Ordinal))
            .OrderBy(m => m.Path.Length).LastOrDefault();
        return space with { Path = path, Mount = mount?.Path, Kind = mount?.Kind, Options = mount?.Options ?? [] };
    }

    /// <summary>Lines: device path kind options 0 0; a blank in a path is \040.</summary>
    internal static IReadOnlyList<MountLine> Mounts(IEnumerable<string> lines) =>
    [
        .. from line in lines
           let fields = line.Split(' ')
           where fields.Length >= 4
           select new MountLine(Plain(fields[1]), fields[2], fields[3].Split(',')),
    ];

    private static string Plain(string path) =>
        path.Replace("\\040", " ").Replace("\\011", "\t").Replace("\\012", "\n").Replace("\\134", "\\");
}
