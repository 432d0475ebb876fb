using Slipway.Files;
using Slipway.Hosts;

namespace Slipway.Deployments.Steps;

/// <summary>The symlinks <c>current</c>, <c>previous</c> and <c>next</c>: made beside, renamed over, folder synced.</summary>
public static class CurrentLink
{
    /// <summary>The release that a link names; null when there is no link.</summary>
    public static string? Read(string link) =>
        new FileInfo(link).LinkTarget is { } target ? Path.GetFileName(target) : null;

    /// <summary>Makes the link name the release, replacing it in one step.</summary>
    public static void Point(HostLayout layout, string link, string release)
    {
        var made = Made(link, release);
        Prepare(made, release);
        Posix.Rename(made, link);
        Posix.SyncFolder(layout.Root);
    }

    /// <summary>Removes what a killed <see cref="Point"/> left beside the link.</summary>
    internal static void Forget(string link, string release) => Posix.Unlink(Made(link, release));

    private static string Made(string link, string release) => $"{link}.{release}";

    /// <summary>Makes a link beside its place, so that a later rename needs no space.</summary>
    public static void Prepare(string made, string release)
    {
        Posix.Unlink(made);
        Posix.Symlink($"releases/{release}", made);
    }
}
