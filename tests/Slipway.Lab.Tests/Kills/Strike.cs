namespace Slipway.Lab.Tests.Kills;

/// <summary>What ends in the middle of a deploy.</summary>
public enum Strike
{
    /// <summary>SIGKILL of the client.</summary>
    Client,

    /// <summary>SIGKILL of the transaction's process on the host.</summary>
    Transaction,

    /// <summary>The host's packets vanish until both ends have noticed.</summary>
    Network,

    /// <summary>The host loses its power; what was not synced is gone. Then it boots.</summary>
    Power,
}
