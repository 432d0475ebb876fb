namespace Slipway.Content;

/// <summary>Where a content can be read.</summary>
/// <param name="Path">Full path of a file.</param>
/// <param name="Size">Bytes.</param>
public readonly record struct ContentFile(string Path, long Size);
