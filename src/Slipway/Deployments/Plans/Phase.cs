namespace Slipway.Deployments.Plans;

/// <summary>The parts of a transaction. With several hosts all finish one before any begins the next.</summary>
public enum Phase
{
    /// <summary>Upload, release tree, env, build: nothing outside the new release's folder changes.</summary>
    Prepare,

    /// <summary>Dump and migrations, on the host with that role.</summary>
    Data,

    /// <summary>Site, start and health beside the old release.</summary>
    Start,

    /// <summary>The switch, workers, soak.</summary>
    Switch,

    /// <summary>From here on there is no way back; the commit itself is its first step.</summary>
    Commit,
}
