namespace Slipway.Protocol;

/// <summary>Why a connection ended.</summary>
public enum ConnectionEndReason
{
    /// <summary>One side said bye: the end was meant.</summary>
    Bye,

    /// <summary>The bytes stopped without a bye: the peer died, the network was cut.</summary>
    EndOfInput,

    /// <summary>The peer sent something that the protocol does not allow.</summary>
    ProtocolError,

    /// <summary>Nothing was heard for <see cref="ProtocolOptions.SilenceLimit"/>.</summary>
    Silence,

    /// <summary>This side disposed the connection without a bye.</summary>
    Closed,
}
