using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;
using Slipway.Problems;

namespace Slipway.Protocol;

/// <summary>
/// The receiving end of a bulk stream. A read gives 0 only when the sender completed the stream; a stream that was broken
/// off throws. Disposing before the end tells the sender to stop.
/// </summary>
public sealed class BulkReader : ReadOnlyStream
{
    private readonly Outbox _outbox;
    private readonly uint _id;
    private readonly Pipe _pipe = new(new PipeOptions(
        pauseWriterThreshold: 0, resumeWriterThreshold: 0, minimumSegmentSize: FrameHeader.MaxPayload, useSynchronizationContext: false));
    private readonly Lock _gate = new();
    private long _allowed = BulkStreams.Window;
    private uint _consumed;
    private bool _complete;
    private bool _disposed;

    internal BulkReader(Outbox outbox, uint id, string name)
    {
        _outbox = outbox;
        _id = id;
        Name = name;
    }

    /// <summary>The name the sender gave.</summary>
    public string Name { get; }

    /// <exception cref="ProblemException">The sender broke off or the connection ended.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        var read = await _pipe.Reader.ReadAsync(cancellationToken);
        var size = (int)Math.Min(buffer.Length, read.Buffer.Length);
        var part = read.Buffer.Slice(0, size);
        part.CopyTo(buffer.Span);
        _pipe.Reader.AdvanceTo(part.End);
        GiveCredit(size);
        return size;
    }

    /// <summary>Called by the connection's reader; never waits, because the credit bounds what is buffered.</summary>
    internal void Add(ReadOnlySequence<byte> payload)
    {
        if (Interlocked.Add(ref _allowed, -payload.Length) < 0)
            throw ProtocolProblems.Violation($"the stream {Name} was sent beyond its credit");
        lock (_gate)
        {
            if (_complete)
                return;
            foreach (var segment in payload)
                _pipe.Writer.Write(segment.Span);
            var flushed = _pipe.Writer.FlushAsync();
            if (!flushed.IsCompleted)
                throw new InvalidOperationException("A pipe without a threshold waited.");
        }
    }

    internal void Complete(ProblemException? failure = null)
    {
        lock (_gate)
        {
            if (_complete)
                return;
            _complete = true;
            _pipe.Writer.Complete(failure);
        }
    }

    internal void Abort() => Complete(ProtocolProblems.BulkBroken(Name, "the sender broke it off"));

    protected override void Dispose(bool disposing)
    {
        if (!_disposed)
        {
            _disposed = true;
            var wanted = !_complete;
            Complete();
            _pipe.Reader.Complete();
            if (wanted)
                _outbox.Post(OutFrame.Make(FrameType.BulkRefuse, _id));
        }

        base.Dispose(disposing);
    }

    private void GiveCredit(int bytes)
    {
        _consumed += (uint)bytes;
        if (_consumed < BulkStreams.Window / 4 || _complete)
            return;
        Span<byte> credit = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(credit, _consumed);
        Interlocked.Add(ref _allowed, _consumed);
        _consumed = 0;
        _outbox.Post(OutFrame.Make(FrameType.Credit, _id, credit));
    }
}
