namespace Slipway.Hosts.Observed.Disk;

/// <param name="Paths">Symlinks are not followed.</param>
public sealed record FilesQuestion(IReadOnlyList<string> Paths) : Question<FilesFact>
{
    /// <summary>Also the SHA-256 of the content of ordinary files of at most 64 MiB.</summary>
    public bool Digests { get; init; }
}

/// <param name="Files">One for each path, in the order asked.</param>
public sealed record FilesFact(IReadOnlyList<SeenFile> Files) : Fact;
