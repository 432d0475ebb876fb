namespace Slipway.Stacks;

/// <summary>A file as it must be on the host.</summary>
/// <param name="Path">Absolute.</param>
/// <param name="Text">All of it, with LF.</param>
public sealed record RenderedFile(string Path, string Text)
{
    /// <summary>Permission bits, 0644 unless said.</summary>
    public int Mode { get; init; } = 0b110_100_100;
}
