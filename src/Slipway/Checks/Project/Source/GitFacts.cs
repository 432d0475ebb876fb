namespace Slipway.Checks.Project.Source;

/// <summary>The state of the project's repository.</summary>
public sealed record GitFacts(GitState State)
{
    /// <summary>Why nothing is known, for people; null where all is known.</summary>
    public string? Reason { get; init; }

    /// <summary>Null before the first commit.</summary>
    public string? Commit { get; init; }

    /// <summary>Null when the head is detached.</summary>
    public string? Branch { get; init; }

    /// <summary>As git names it (<c>origin/main</c>); null without one.</summary>
    public string? Upstream { get; init; }

    /// <summary>Commits that the upstream does not have; null when there is no upstream or it is gone.</summary>
    public int? Ahead { get; init; }

    /// <summary>Commits that only the upstream has, as of the last fetch.</summary>
    public int? Behind { get; init; }

    /// <summary>The history was cut off when it was cloned.</summary>
    public bool IsShallow { get; init; }

    /// <summary>The folder is a submodule of another repository.</summary>
    public bool IsSubmodule { get; init; }

    /// <summary>Tracked files that differ and names that git does not know, below the project's folder.</summary>
    public IReadOnlyList<GitChange> Changes { get; init; } = [];

    /// <summary>What the index has below the project's folder.</summary>
    public IReadOnlyList<TrackedFile> Tracked { get; init; } = [];

    public bool IsRepository => State == GitState.Repository;

    /// <summary>The facts of a checked project.</summary>
    public static Task<GitFacts> OfAsync(CheckedProject project, CancellationToken cancel) =>
        project.FactsAsync(ReadAsync, cancel);

    internal static Task<GitFacts> ReadAsync(CheckedProject project, CancellationToken cancel) => GitFactsReader.ReadAsync(project.Folder, cancel);
}
