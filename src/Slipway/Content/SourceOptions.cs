namespace Slipway.Content;

/// <summary>What of a folder is sent.</summary>
public sealed record SourceOptions
{
    /// <summary>Build output that is sent although git does not track it: files or folders, relative. Each must exist.</summary>
    public IReadOnlyList<string> Include { get; init; } = [];

    /// <summary>Never sent, gitignore syntax; added to the defaults and to <c>.slipwayignore</c> in the folder, later rules win.</summary>
    public IReadOnlyList<string> Excludes { get; init; } = [];

    /// <summary>Paths of symlinks whose target may leave the release: folders that are shared between releases.</summary>
    public IReadOnlySet<string> OutsideLinks { get; init; } = new HashSet<string>();
}
