namespace Slipway.Preparation;

/// <summary>A value that a person must still write.</summary>
/// <param name="Line">Where it stands in the prepared file.</param>
/// <param name="What">What it is for.</param>
/// <param name="From">Where to get it.</param>
public sealed record OpenValue(string Key, int Line, string What, string From);
