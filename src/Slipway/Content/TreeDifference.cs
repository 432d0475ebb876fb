namespace Slipway.Content;

/// <summary>Something in a release that is not as its manifest says.</summary>
/// <param name="Path">Relative to the release.</param>
/// <param name="What">What differs.</param>
/// <param name="Expected">As the manifest says; null for an added name.</param>
/// <param name="Found">As it is; null for a missing name.</param>
public sealed record TreeDifference(string Path, TreeAspect What, string? Expected, string? Found);
