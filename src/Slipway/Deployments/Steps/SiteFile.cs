using Slipway.Files;

namespace Slipway.Deployments.Steps;

/// <summary>A file of the web server or systemd, as it must be.</summary>
/// <param name="Text">Its content; for a symlink the target.</param>
public sealed record SiteFile(string Path, string Text)
{
    public bool IsLink { get; init; }

    /// <summary>Changes only what the file says, so writing it again would change nothing.</summary>
    public bool IsCurrent() => IsLink
        ? new FileInfo(Path).LinkTarget == Text
        : File.Exists(Path) && File.ReadAllText(Path) == Text;

    internal bool Exists() => File.Exists(Path) || new FileInfo(Path).LinkTarget is not null;

    internal void Write()
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        if (!IsLink)
        {
            AtomicFile.Write(Path, Text, FileModes.Public);
            return;
        }

        var made = Beside(Path, "new");
        Posix.Unlink(made);
        Posix.Symlink(Text, made);
        Posix.Rename(made, Path);
        Posix.SyncFolder(System.IO.Path.GetDirectoryName(Path)!);
    }

    /// <summary>A name that neither nginx's nor systemd's wildcards match.</summary>
    internal static string Beside(string path, string what) =>
        System.IO.Path.Combine(System.IO.Path.GetDirectoryName(path)!, $".{System.IO.Path.GetFileName(path)}.slipway-{what}");
}
