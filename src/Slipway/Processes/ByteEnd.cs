namespace Slipway.Processes;

/// <summary>How a program ended whose output was read as it came.</summary>
/// <param name="Exit">As <see cref="ByteCommand"/> says it.</param>
/// <param name="Errors">Standard error.</param>
public sealed record ByteEnd(int Exit, string Errors);
