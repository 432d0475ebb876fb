using Slipway.Files;

namespace Slipway.Deployments.Steps;

/// <summary>A file that a transaction replaces; the old one is kept beside it, so that putting it back is a rename.</summary>
/// <param name="Existed">False: the undo removes it.</param>
public sealed record SiteChange(string Path, bool Existed)
{
    private string Kept => SiteFile.Beside(Path, "old");

    internal void KeepOld()
    {
        Posix.Unlink(Kept);
        if (!Existed)
            return;
        if (new FileInfo(Path).LinkTarget is { } target)
            Posix.Symlink(target, Kept);
        else
            Posix.Link(Path, Kept);
        Posix.SyncFolder(System.IO.Path.GetDirectoryName(Path)!);
    }

    internal void PutBack()
    {
        Posix.Unlink(SiteFile.Beside(Path, "new"));
        if (!Existed)
            Posix.Unlink(Path);
        else if (File.Exists(Kept) || new FileInfo(Kept).LinkTarget is not null)
            Posix.Rename(Kept, Path);
        Posix.Unlink(Kept); // renaming one name of a file to another of its names does nothing
    }

    internal void Forget() => Posix.Unlink(Kept);
}
