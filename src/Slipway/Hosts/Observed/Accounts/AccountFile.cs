using System.Globalization;

namespace Slipway.Hosts.Observed.Accounts;

/// <summary>The one reader of passwd(5) and group(5). Lines that are not of their form are left out.</summary>
internal static class AccountFile
{
    public const string PasswdFile = "/etc/passwd";
    public const string GroupFile = "/etc/group";

    public static IReadOnlyList<HostUser> Users(HostView host) => host.Once(PasswdFile, () => Users(host.Required(PasswdFile).Split('\n')));

    public static IReadOnlyList<HostGroup> Groups(HostView host) => host.Once(GroupFile, () => Groups(host.Required(GroupFile).Split('\n')));

    /// <summary>Lines: name:password:uid:gid:comment:home:shell.</summary>
    public static IReadOnlyList<HostUser> Users(IEnumerable<string> lines) =>
    [
        .. from line in lines
           let fields = line.Split(':')
           where fields.Length == 7 && Id(fields[2]) is not null && Id(fields[3]) is not null
           select new HostUser(fields[0], Id(fields[2])!.Value, Id(fields[3])!.Value, fields[5], fields[6]),
    ];

    /// <summary>Lines: name:password:gid:members.</summary>
    public static IReadOnlyList<HostGroup> Groups(IEnumerable<string> lines) =>
    [
        .. from line in lines
           let fields = line.Split(':')
           where fields.Length == 4 && Id(fields[2]) is not null
           select new HostGroup(fields[0], Id(fields[2])!.Value, fields[3].Split(',', StringSplitOptions.RemoveEmptyEntries)),
    ];

    /// <summary>The kernel's ids are unsigned; files and processes show the same bits as an int.</summary>
    private static int? Id(string text) =>
        uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? unchecked((int)id) : null;
}
