namespace Slipway.Hosts.Observed.Accounts;

/// <summary>Names of the numbers that own files and processes, from /etc/passwd and /etc/group; the number where they do not tell.</summary>
internal static class OwnerNames
{
    public static string User(int uid, HostView host) =>
        Or(() => AccountFile.Users(host).FirstOrDefault(user => user.Uid == uid)?.Name, uid);

    public static string Group(int gid, HostView host) =>
        Or(() => AccountFile.Groups(host).FirstOrDefault(group => group.Gid == gid)?.Name, gid);

    private static string Or(Func<string?> name, int number)
    {
        try
        {
            return name() ?? $"{unchecked((uint)number)}";
        }
        catch (UnknownFactException)
        {
            return $"{unchecked((uint)number)}";
        }
    }
}
