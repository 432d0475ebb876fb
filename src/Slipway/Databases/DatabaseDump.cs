namespace Slipway.Databases;

/// <summary>A verified dump on the host.</summary>
/// <param name="Path">The file, 0600.</param>
/// <param name="Tables">Tables in it.</param>
/// <param name="Rows">Rows in it.</param>
/// <param name="Bytes">Size of the file.</param>
public sealed record DatabaseDump(string Path, int Tables, long Rows, long Bytes);
