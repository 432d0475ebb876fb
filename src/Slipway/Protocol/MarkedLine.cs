namespace Slipway.Protocol;

/// <param name="Text">What follows the marker, without the line feed.</param>
/// <param name="Skipped">Bytes of others before it.</param>
internal readonly record struct MarkedLine(string Text, int Skipped);
