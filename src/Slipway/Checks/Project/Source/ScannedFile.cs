namespace Slipway.Checks.Project.Source;

/// <summary>A file with what one reading of it found.</summary>
public sealed record ScannedFile(SourceFile File, FileScan Scan);
