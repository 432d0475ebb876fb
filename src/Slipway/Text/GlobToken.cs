namespace Slipway.Text;

/// <summary>One step of a compiled pattern.</summary>
internal readonly record struct GlobToken(GlobTokenKind Kind, byte Byte = 0, GlobSet? Set = null);
