using Slipway.Hosts.Observed.Accounts;
using Slipway.Problems;

namespace Slipway.Deployments.Machines;

/// <summary>A user of this machine, from /etc/passwd.</summary>
internal sealed record Account(string Name, int Uid, int Gid)
{
    public static Account User(string name) => Find(name) ?? throw new ProblemException(MachineProblems.NoUser(name));

    public static Account? Find(string name) =>
        AccountFile.Users(File.ReadLines(AccountFile.PasswdFile)).FirstOrDefault(user => user.Name == name) is { } user ? new(name, user.Uid, user.Gid) : null;

    public static int Group(string name) =>
        AccountFile.Groups(File.ReadLines(AccountFile.GroupFile)).FirstOrDefault(group => group.Name == name)?.Gid
            ?? throw new ProblemException(MachineProblems.NoGroup(name));

    public static bool Exists(string name) => Find(name) is not null;
}
