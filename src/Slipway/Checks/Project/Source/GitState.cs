namespace Slipway.Checks.Project.Source;

/// <summary>What git knows of a folder.</summary>
public enum GitState
{
    /// <summary>The folder belongs to a repository's working tree.</summary>
    Repository,

    /// <summary>No repository, or one that ignores the folder.</summary>
    None,

    /// <summary>There is a repository and no git program.</summary>
    NoProgram,

    /// <summary>Somebody else owns the repository, so git refuses to read it.</summary>
    ForeignOwner,

    /// <summary>Git failed otherwise.</summary>
    Failed,
}
