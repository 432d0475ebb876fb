using Kind = Slipway.Cli.Local.Edge.FastCgiRecord.Kind;

namespace Slipway.Cli.Local.Edge;

/// <summary>One request on one connection to PHP-FPM. Body and answer move at the same time.</summary>
internal sealed class FastCgiConversation(Stream connection)
{
    private static readonly byte[] ResponderThatCloses = [0, 1, 0, 0, 0, 0, 0, 0];
    private readonly byte[] _content = new byte[FastCgiRecord.MostContent];
    private readonly byte[] _head = new byte[FastCgiRecord.Size];

    public async Task SendAsync(byte[] parameters, Stream? body, CancellationToken cancel)
    {
        await WriteAsync(Kind.BeginRequest, ResponderThatCloses, cancel);
        foreach (var part in parameters.Chunk(FastCgiRecord.MostContent))
            await WriteAsync(Kind.Params, part, cancel);
        await WriteAsync(Kind.Params, default, cancel);
        if (body is not null)
            await SendBodyAsync(body, cancel);
        await WriteAsync(Kind.Stdin, default, cancel);
    }

    /// <summary>The next piece of the answer; valid until the next call. <see cref="Kind.EndRequest"/> is the last.</summary>
    /// <exception cref="EndOfStreamException">The app broke off.</exception>
    /// <exception cref="InvalidDataException">It is not FastCGI.</exception>
    public async Task<(Kind Kind, ReadOnlyMemory<byte> Content)> ReadAsync(CancellationToken cancel)
    {
        await connection.ReadExactlyAsync(_head, cancel);
        var record = FastCgiRecord.Read(_head);
        await connection.ReadExactlyAsync(_content.AsMemory(0, record.ContentLength), cancel);
        if (record.Padding > 0)
            await connection.ReadExactlyAsync(new byte[record.Padding], cancel);
        return (record.Type, _content.AsMemory(0, record.ContentLength));
    }

    private async Task SendBodyAsync(Stream body, CancellationToken cancel)
    {
        const int size = 32 << 10;
        var buffer = new byte[size];
        while (await body.ReadAsync(buffer, cancel) is var count and > 0)
            await WriteAsync(Kind.Stdin, buffer.AsMemory(0, count), cancel);
    }

    private async Task WriteAsync(Kind kind, ReadOnlyMemory<byte> content, CancellationToken cancel)
    {
        var record = new byte[FastCgiRecord.Size + content.Length];
        new FastCgiRecord(kind, content.Length, 0).Write(record);
        content.CopyTo(record.AsMemory(FastCgiRecord.Size));
        await connection.WriteAsync(record, cancel);
    }
}
