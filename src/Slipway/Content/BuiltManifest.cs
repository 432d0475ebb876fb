namespace Slipway.Content;

/// <summary>A manifest with the files of this machine that hold its content.</summary>
/// <param name="Files">Where each content can be read.</param>
/// <param name="FilesRead">How many files were read; the rest was known from the index.</param>
public sealed record BuiltManifest(Manifest Manifest, IReadOnlyDictionary<Digest, ContentFile> Files, int FilesRead)
{
    /// <summary>For <see cref="PackWriter.Write"/>.</summary>
    public ContentFile Open(Digest digest) => Files[digest];
}
