namespace Slipway.Checks.Project.Source.History;

/// <summary>How much of the history was searched.</summary>
public enum HistoryState
{
    /// <summary>There is none: no repository or no commit.</summary>
    None,

    Whole,

    /// <summary>Only a part; the rest may hold anything.</summary>
    Partial,
}
