using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Slipway.Protocol;

/// <summary>Brings each frame that came to what it is for. Runs in the reader and never waits for a disk or a handler.</summary>
internal sealed class FrameDispatch(Calls calls, Handlers handlers, Notifications notifications, BulkStreams bulk, KeepAlive keepAlive)
{
    private readonly MessageAssembly _assembly = new();

    /// <returns>False after the peer's bye.</returns>
    public async ValueTask<bool> OnFrameAsync(FrameHeader header, ReadOnlySequence<byte> payload, CancellationToken cancel)
    {
        switch (header.Type)
        {
            case FrameType.Ping:
                break;
            case FrameType.Bye:
                return false;
            case FrameType.Credit:
                var credit = CreditOf(payload);
                bulk.Outgoing(header.Stream)?.AddCredit(credit);
                break;
            case FrameType.Cancel:
                handlers.Cancel(header.Stream);
                break;
            case FrameType.BulkOpen:
                bulk.Opened(header.Stream, Encoding.UTF8.GetString(payload));
                break;
            case FrameType.BulkData:
                bulk.Incoming(header.Stream)?.Add(payload);
                break;
            case FrameType.BulkEnd:
                bulk.Incoming(header.Stream, last: true)?.Complete();
                break;
            case FrameType.BulkAbort:
                bulk.Incoming(header.Stream, last: true)?.Abort();
                break;
            case FrameType.BulkRefuse:
                bulk.Outgoing(header.Stream)?.Refuse();
                break;
            default:
                if (_assembly.Add(header, payload) is { } message)
                    await OnMessageAsync(header, message, cancel);
                break;
        }

        return true;
    }

    private async ValueTask OnMessageAsync(FrameHeader header, byte[] message, CancellationToken cancel)
    {
        switch (header.Type)
        {
            case FrameType.Request:
                handlers.Start(header.Stream, message);
                break;
            case FrameType.Reply:
                calls.Complete(header.Stream, new CallReply(message, notifications.Received));
                break;
            case FrameType.Failure:
                calls.Fail(header.Stream, message);
                break;
            default:
                await OnNotificationAsync(message, cancel);
                break;
        }
    }

    private async ValueTask OnNotificationAsync(byte[] message, CancellationToken cancel)
    {
        if (notifications.TryEnqueue(message))
            return;
        keepAlive.Pause();
        await notifications.EnqueueAsync(message, cancel);
        keepAlive.Resume();
    }

    private static uint CreditOf(ReadOnlySequence<byte> payload)
    {
        if (payload.Length != 4)
            throw ProtocolProblems.Violation("a credit frame has 4 bytes");
        Span<byte> bytes = stackalloc byte[4];
        payload.CopyTo(bytes);
        return BinaryPrimitives.ReadUInt32BigEndian(bytes);
    }
}
