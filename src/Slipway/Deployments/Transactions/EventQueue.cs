using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;

namespace Slipway.Deployments.Transactions;

/// <summary>
/// Events in order. A command that writes without end must not fill the server's memory: beyond a bound the oldest lines of output
/// go, and a line says how many. No other event is ever dropped. Any thread may add; one reads.
/// </summary>
internal sealed class EventQueue
{
    /// <summary>Characters of lines, each with what its event weighs besides: at most some ten megabytes.</summary>
    private const int MaxWeight = 4_000_000;

    private const int EventWeight = 100;
    private readonly LinkedList<TransactionEvent> _events = [];
    private readonly Channel<bool> _changed = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private LinkedListNode<TransactionEvent>? _notice;
    private long _weight;
    private long _leftOut;

    public void Add(TransactionEvent what)
    {
        lock (_events)
        {
            _events.AddLast(what);
            if (IsLine(what) && (_weight += Weight(what)) > MaxWeight)
                DropOldLines();
        }

        _changed.Writer.TryWrite(true);
    }

    /// <summary>Nothing more comes.</summary>
    public void Complete() => _changed.Writer.TryComplete();

    /// <summary>What it holds now.</summary>
    public IReadOnlyList<TransactionEvent> Copy()
    {
        lock (_events)
            return [.. _events];
    }

    /// <summary>Takes one after the other; ends when all are taken and nothing more comes.</summary>
    public async IAsyncEnumerable<TransactionEvent> TakeAllAsync()
    {
        var more = true;
        while (more)
        {
            more = await _changed.Reader.WaitToReadAsync();
            _changed.Reader.TryRead(out _);
            while (TryTake(out var what))
                yield return what;
        }
    }

    private bool TryTake([NotNullWhen(true)] out TransactionEvent? what)
    {
        lock (_events)
        {
            what = _events.First?.Value;
            if (what is null)
                return false;
            if (_events.First == _notice)
                (_notice, _leftOut) = (null, 0);
            else if (IsLine(what))
                _weight -= Weight(what);
            _events.RemoveFirst();
            return true;
        }
    }

    /// <summary>Half of them, so that it is done seldom.</summary>
    private void DropOldLines()
    {
        for (var node = _events.First; node is not null && _weight > MaxWeight / 2;)
        {
            var next = node.Next;
            if (node != _notice && IsLine(node.Value))
            {
                _notice ??= _events.AddBefore(node, node.Value);
                _weight -= Weight(node.Value);
                _leftOut++;
                _events.Remove(node);
            }

            node = next;
        }

        _notice!.Value = TransactionEvent.Log(_notice.Value.Step, $"… {_leftOut} lines left out: they came quicker than they were read …", isError: true);
    }

    private static bool IsLine(TransactionEvent what) => what.Kind == "log";

    private static int Weight(TransactionEvent line) => EventWeight + line.Line!.Length;
}
