namespace Slipway.Deployments.Planning;

/// <summary>What a plan does to the env of a host.</summary>
public enum PlannedEnvKind
{
    /// <summary>There is none, here or there.</summary>
    None,

    /// <summary>There is none here: the host's stays.</summary>
    Kept,

    /// <summary>The host has this very file.</summary>
    Same,

    /// <summary>The host has none yet.</summary>
    New,

    /// <summary>Another file with the same values.</summary>
    Rewritten,

    /// <summary>Another file with other keys or values.</summary>
    Changed,

    /// <summary>The host's file cannot be read, so nothing can be compared; the local one takes its place.</summary>
    Unreadable,
}
