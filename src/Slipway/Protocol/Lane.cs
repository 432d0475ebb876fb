namespace Slipway.Protocol;

/// <summary>Order of sending: all control frames before any message frame, all message frames before the next bulk frame.</summary>
internal enum Lane
{
    Control,
    Message,
    Bulk,
}
