namespace Slipway.Content;

/// <summary>A path as git records it.</summary>
/// <param name="Mode">100644, 100755, 120000 (symlink) or 160000 (submodule).</param>
/// <param name="Object">Id of the blob.</param>
/// <param name="Size">Bytes of the blob where the listing says them, else 0.</param>
internal sealed record GitEntry(string Path, string Mode, string Object, long Size)
{
    public bool IsSubmodule => Mode == "160000";

    public bool IsSymlink => Mode == "120000";

    public bool IsExecutable => Mode == "100755";
}
