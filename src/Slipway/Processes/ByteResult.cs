namespace Slipway.Processes;

/// <summary>How a program ended, with all that it wrote.</summary>
/// <param name="Exit">As <see cref="ByteCommand"/> says it.</param>
/// <param name="Output">Standard output.</param>
/// <param name="Errors">Standard error.</param>
public sealed record ByteResult(int Exit, byte[] Output, string Errors);
