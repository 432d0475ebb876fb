using Slipway.Problems;

namespace Slipway.Protocol;

/// <summary>How a connection ended.</summary>
/// <param name="Reason">The kind of end.</param>
/// <param name="Problem">What a person should know; null after <see cref="ConnectionEndReason.Bye"/>.</param>
public sealed record ConnectionEnd(ConnectionEndReason Reason, Problem? Problem = null);
