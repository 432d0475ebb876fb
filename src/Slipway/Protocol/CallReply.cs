namespace Slipway.Protocol;

/// <param name="Json">The body.</param>
/// <param name="After">How many notifications came before the reply.</param>
internal readonly record struct CallReply(byte[] Json, long After);
