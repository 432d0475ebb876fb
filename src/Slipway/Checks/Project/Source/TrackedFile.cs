namespace Slipway.Checks.Project.Source;

/// <summary>A path that git tracks.</summary>
/// <param name="Path">Relative to the project's folder.</param>
/// <param name="Mode">100644, 100755, 120000 (symlink) or 160000 (submodule).</param>
/// <param name="Blob">Id of the blob that the index has.</param>
public sealed record TrackedFile(string Path, string Mode, string Blob)
{
    public bool IsExecutable => Mode == "100755";

    public bool IsSubmodule => Mode == "160000";

    public bool IsSymlink => Mode == "120000";
}
