namespace Slipway.Content;

/// <summary>Owner and rights of what a release's tree consists of.</summary>
/// <param name="Uid">Owner; -1 = the caller.</param>
/// <param name="Gid">Group; -1 = the caller's.</param>
public sealed record TreePolicy(int Uid = -1, int Gid = -1)
{
    /// <summary>Folders; default 0755: nginx reads public files, secrets are kept by the env file's own mode.</summary>
    public int FolderMode { get; init; } = 0b111_101_101;

    /// <summary>Files; default 0644.</summary>
    public int FileMode { get; init; } = 0b110_100_100;

    /// <summary>Executable files; default 0755.</summary>
    public int ExecutableMode { get; init; } = 0b111_101_101;

    internal int ModeOf(EntryKind kind) => kind switch
    {
        EntryKind.EmptyFolder => FolderMode,
        EntryKind.Executable => ExecutableMode,
        _ => FileMode,
    };
}
