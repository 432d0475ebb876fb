using Slipway.Checks.Project.Leaks;

namespace Slipway.Checks.Project.Source.History;

/// <summary>A place in some version of a file that looks like a secret.</summary>
/// <param name="Blob">Id of that version's content.</param>
/// <param name="Path">A path that it had, relative to the repository.</param>
public sealed record HistorySuspect(string Blob, string Path, Suspect Suspect)
{
    /// <summary>Short id of the commit that brought it; null where it was not looked for.</summary>
    public string? Commit { get; init; }

    /// <summary>Day of that commit, <c>2026-11-21</c>.</summary>
    public string? Date { get; init; }
}
