namespace Slipway.Content;

/// <summary>What an entry of a manifest is; the values are part of the encoding.</summary>
public enum EntryKind
{
    /// <summary>A folder without sent content; other folders follow from the paths.</summary>
    EmptyFolder = 0,

    /// <summary>A file, 0644.</summary>
    File = 1,

    /// <summary>A file, 0755.</summary>
    Executable = 2,

    Symlink = 3,
}
