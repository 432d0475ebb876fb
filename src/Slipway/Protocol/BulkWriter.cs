using Slipway.Problems;

namespace Slipway.Protocol;

/// <summary>
/// The sending end of a bulk stream. Writes wait while the receiver has no room. Only <see cref="CompleteAsync"/> makes the
/// stream whole; disposing without it tells the receiver that it was broken off.
/// </summary>
public sealed class BulkWriter : WriteOnlyStream
{
    private readonly Outbox _outbox;
    private readonly uint _id;
    private readonly Action<uint> _forget;
    private readonly SemaphoreSlim _changed = new(0);
    private readonly string _name;
    private long _credit = BulkStreams.Window;
    private volatile Problem? _failed;
    private bool _ended;

    internal BulkWriter(Outbox outbox, uint id, string name, Action<uint> forget)
    {
        _outbox = outbox;
        _id = id;
        _name = name;
        _forget = forget;
    }

    /// <exception cref="ProblemException">The receiver refused the rest or the connection ended.</exception>
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_ended, this);
        while (!buffer.IsEmpty)
        {
            var size = await TakeCreditAsync(Math.Min(buffer.Length, FrameHeader.MaxPayload), cancellationToken);
            await SendAsync(FrameType.BulkData, buffer[..size], cancellationToken);
            buffer = buffer[size..];
        }
    }

    /// <summary>Marks the stream as whole. Returns when the mark is queued, not when the receiver has read it.</summary>
    public async ValueTask CompleteAsync(CancellationToken cancel = default)
    {
        if (_ended)
            return;
        ThrowIfFailed();
        _ended = true;
        await SendAsync(FrameType.BulkEnd, default, cancel);
        _forget(_id);
    }

    internal void AddCredit(uint bytes)
    {
        Interlocked.Add(ref _credit, bytes);
        _changed.Release();
    }

    internal void Fail(Problem problem)
    {
        _failed ??= problem;
        _changed.Release();
    }

    internal void Refuse() => Fail(ProtocolProblems.BulkBroken(_name, "the receiver does not want the rest").Problem);

    protected override void Dispose(bool disposing)
    {
        if (!_ended)
        {
            _ended = true;
            _outbox.Post(OutFrame.Make(FrameType.BulkAbort, _id), Lane.Bulk);
            _forget(_id);
        }

        base.Dispose(disposing);
    }

    private async ValueTask<int> TakeCreditAsync(int wanted, CancellationToken cancel)
    {
        while (true)
        {
            ThrowIfFailed();
            var credit = Interlocked.Read(ref _credit);
            if (credit > 0)
            {
                var size = (int)Math.Min(credit, wanted);
                Interlocked.Add(ref _credit, -size);
                return size;
            }

            await _changed.WaitAsync(cancel);
        }
    }

    private async ValueTask SendAsync(FrameType type, ReadOnlyMemory<byte> payload, CancellationToken cancel)
    {
        try
        {
            await _outbox.SendAsync(Lane.Bulk, OutFrame.Make(type, _id, payload.Span), cancel);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            ThrowIfFailed();
            throw ProtocolProblems.BulkBroken(_name, "the connection ended");
        }
    }

    private void ThrowIfFailed()
    {
        if (_failed is { } problem)
            throw new ProblemException(problem);
    }
}
