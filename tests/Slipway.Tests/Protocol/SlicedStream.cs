using Slipway.Protocol;

namespace Slipway.Tests.Protocol;

/// <summary>Gives its bytes in pieces of the sizes that are asked for.</summary>
internal sealed class SlicedStream(byte[] bytes, Func<int> size) : ReadOnlyStream
{
    private int _at;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = Math.Min(Math.Min(size(), buffer.Length), bytes.Length - _at);
        bytes.AsMemory(_at, count).CopyTo(buffer);
        _at += count;
        return ValueTask.FromResult(count);
    }
}
