using System.Globalization;
using System.IO.Enumeration;

namespace Slipway.Hosts.Observed.Software;

internal static class PackagesReader
{
    private static readonly string[] Locks = ["/var/lib/dpkg/lock-frontend", "/var/lib/dpkg/lock", "/var/lib/apt/lists/lock"];

    public static PackagesFact Read(PackagesQuestion asked, HostView host)
    {
        var all = DpkgStatus.Of(host);
        return new(
            [.. all.Where(package => asked.Names.Count == 0
                || asked.Names.Any(name => FileSystemName.MatchesSimpleExpression(name, package.Name, ignoreCase: false)))],
            [.. all.Where(package => package.State != "installed")],
            Holders(host));
    }

    /// <summary>Lines of /proc/locks: 1: POSIX ADVISORY WRITE pid major:minor:inode start end.</summary>
    private static IReadOnlyList<int> Holders(HostView host)
    {
        var inodes = Locks.Select(host.Status).Where(s => s is not null).Select(s => $":{s!.Value.Inode}").ToList();
        return
        [
            .. (from line in host.Lines("/proc/locks")
                let fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                where fields.Length > 5 && inodes.Any(inode => fields[5].EndsWith(inode, StringComparison.Ordinal))
                select int.Parse(fields[4], CultureInfo.InvariantCulture)).Distinct(),
        ];
    }
}
