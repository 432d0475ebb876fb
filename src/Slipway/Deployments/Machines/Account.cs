using System.Globalization;
using Slipway.Problems;

namespace Slipway.Deployments.Machines;

/// <summary>A user of this machine, from /etc/passwd.</summary>
internal sealed record Account(string Name, int Uid, int Gid)
{
    public static Account User(string name) => Find(name) ?? throw new ProblemException(MachineProblems.NoUser(name));

    public static Account? Find(string name) =>
        Find("/etc/passwd", name) is { Length: >= 4 } fields
            ? new(name, int.Parse(fields[2], CultureInfo.InvariantCulture), int.Parse(fields[3], CultureInfo.InvariantCulture))
            : null;

    public static int Group(string name) =>
        Find("/etc/group", name) is { Length: >= 3 } fields
            ? int.Parse(fields[2], CultureInfo.InvariantCulture)
            : throw new ProblemException(MachineProblems.NoGroup(name));

    public static bool Exists(string name) => Find("/etc/passwd", name) is not null;

    private static string[]? Find(string file, string name) =>
        File.ReadLines(file).Select(l => l.Split(':')).FirstOrDefault(f => f[0] == name);
}
