namespace Slipway.Protocol;

/// <summary>
/// Cuts messages into frames. A message of one frame goes in the message lane; longer requests and replies go in the bulk
/// lane, frame by frame, so that control and small messages pass between.
/// </summary>
internal sealed class MessageSender(Outbox outbox)
{
    public static Lane LaneOf(FrameType type, int length) =>
        type == FrameType.Notification || length <= FrameHeader.MaxPayload ? Lane.Message : Lane.Bulk;

    /// <summary>Cancelling stops it before the first frame only: a message is never left half sent.</summary>
    public async ValueTask SendAsync(FrameType type, uint stream, ReadOnlyMemory<byte> payload, CancellationToken cancel)
    {
        var lane = LaneOf(type, payload.Length);
        do
        {
            var part = payload[..Math.Min(payload.Length, FrameHeader.MaxPayload)];
            payload = payload[part.Length..];
            await outbox.SendAsync(lane, OutFrame.Make(type, stream, part.Span, more: !payload.IsEmpty), cancel);
            cancel = CancellationToken.None;
        }
        while (!payload.IsEmpty);
    }
}
