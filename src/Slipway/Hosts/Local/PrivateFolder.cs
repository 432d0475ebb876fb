using Slipway.Files;

namespace Slipway.Hosts.Local;

/// <summary>Folders that only this user can enter, checked because /tmp belongs to everybody.</summary>
public static class PrivateFolder
{
    internal const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <exception cref="Problems.ProblemException">Something is there that is not a folder of ours with mode 0700.</exception>
    public static void Create(string path)
    {
        Directory.CreateDirectory(path, Mode);
        Check(path);
    }

    /// <exception cref="Problems.ProblemException">As <see cref="Create"/>.</exception>
    public static void Check(string path)
    {
        var (owner, mode) = LocalNative.OwnerAndMode(path);
        const int folder = 0x4000, kind = 0xF000, others = 0x3F;
        if ((mode & kind) != folder)
            throw LocalProblems.RunFolderNotPrivate(path, "it is not a folder");
        if (owner != Posix.EffectiveUser())
            throw LocalProblems.RunFolderNotPrivate(path, $"it belongs to user {owner}");
        if ((mode & others) != 0)
            throw LocalProblems.RunFolderNotPrivate(path, $"others may enter it (mode {Convert.ToString(mode & 0xFFF, 8)})");
    }
}
