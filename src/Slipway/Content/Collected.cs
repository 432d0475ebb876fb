namespace Slipway.Content;

/// <summary>What a collection removed.</summary>
/// <param name="Objects">Number of objects.</param>
/// <param name="Bytes">Sum of their sizes.</param>
public readonly record struct Collected(int Objects, long Bytes);
