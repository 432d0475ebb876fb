using Slipway.Files;

namespace Slipway.Checks.Project.Source;

/// <summary>A file of the project as it lies in the folder.</summary>
/// <param name="Path">Relative to the project's folder.</param>
/// <param name="Status">A file or symlink; never a folder, pipe or socket.</param>
/// <param name="Tracked">What git has of it; null when it does not track it.</param>
public sealed record SourceFile(string Path, FileStatus Status, TrackedFile? Tracked)
{
    /// <summary>Git's blob has the same content.</summary>
    public bool IsClean { get; init; }

    public bool IsTracked => Tracked is not null;

    /// <summary>As git records it where it is tracked, else as the file system says.</summary>
    public bool IsExecutable => Tracked?.IsExecutable ?? Status.IsExecutable;
}
