namespace Slipway.Protocol;

/// <summary>What a frame carries (docs/protocol.md). Values are part of the wire format.</summary>
internal enum FrameType : byte
{
    Ping = 1,
    Bye = 2,
    Credit = 3,
    Cancel = 4,
    Request = 16,
    Reply = 17,
    Failure = 18,
    Notification = 19,
    BulkOpen = 32,
    BulkData = 33,
    BulkEnd = 34,
    BulkAbort = 35,
    BulkRefuse = 36,
}
