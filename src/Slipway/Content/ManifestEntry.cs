namespace Slipway.Content;

/// <summary>One name in a release.</summary>
/// <param name="Path">Relative to the release, segments separated by <c>/</c>.</param>
/// <param name="Size">Bytes of a file, else 0.</param>
/// <param name="Digest">SHA-256 of a file's content, else all zero.</param>
/// <param name="Target">Exact text of a symlink, else null.</param>
public sealed record ManifestEntry(string Path, EntryKind Kind, long Size = 0, Digest Digest = default, string? Target = null)
{
    public bool IsFile => Kind is EntryKind.File or EntryKind.Executable;

    public static ManifestEntry File(string path, long size, Digest digest, bool executable = false) =>
        new(path, executable ? EntryKind.Executable : EntryKind.File, size, digest);

    public static ManifestEntry Symlink(string path, string target) => new(path, EntryKind.Symlink, Target: target);

    public static ManifestEntry EmptyFolder(string path) => new(path, EntryKind.EmptyFolder);
}
