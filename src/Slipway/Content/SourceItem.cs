using Slipway.Files;

namespace Slipway.Content;

/// <summary>A name that will be sent.</summary>
/// <param name="Path">Relative to the source's folder.</param>
/// <param name="Status">As seen when the source was listed.</param>
public readonly record struct SourceItem(string Path, FileStatus Status);
