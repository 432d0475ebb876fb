namespace Slipway.Files;

/// <summary>What kind of thing a name in a folder is.</summary>
public enum FileKind
{
    File,
    Folder,
    Symlink,

    /// <summary>Socket, pipe or device.</summary>
    Special,
}
