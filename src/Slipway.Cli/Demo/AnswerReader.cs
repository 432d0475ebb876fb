using System.Globalization;
using System.Text;

namespace Slipway.Cli.Demo;

/// <summary>Reads one HTTP/1.1 answer after another from a connection and believes nothing that is not whole.</summary>
internal sealed class AnswerReader(Stream stream)
{
    private const int MaxLine = 16 * 1024;
    private const int MaxBody = 16 * 1024 * 1024;
    private readonly byte[] _buffer = new byte[MaxLine];
    private int _from;
    private int _to;
    private bool _begun;

    /// <summary>True when the server sent something that nobody asked for.</summary>
    public bool HasMore => _from < _to;

    /// <exception cref="VisitFailedException">The answer does not come whole.</exception>
    public async Task<WebAnswer> ReadAsync(CancellationToken cancel)
    {
        _begun = false;
        var status = StatusOf(await LineAsync(cancel));
        var (length, chunked, closes) = (-1, false, false);
        while (await LineAsync(cancel) is { Length: > 0 } line)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            var (name, value) = colon < 0 ? (line, "") : (line[..colon], line[(colon + 1)..].Trim());
            if (name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase))
                length = Number(value, NumberStyles.None);
            else if (name.Equals("Transfer-Encoding", StringComparison.OrdinalIgnoreCase))
                chunked = value.Equals("chunked", StringComparison.OrdinalIgnoreCase);
            else if (name.Equals("Connection", StringComparison.OrdinalIgnoreCase))
                closes = value.Equals("close", StringComparison.OrdinalIgnoreCase);
        }

        if (status is 204 or 304)
            length = 0;
        if (!chunked && length < 0)
            throw new VisitFailedException("an answer without a length");
        return new(status, chunked ? await ChunksAsync(cancel) : Encoding.UTF8.GetString(await BytesAsync(length, cancel)), closes);
    }

    private async Task<string> ChunksAsync(CancellationToken cancel)
    {
        using var body = new MemoryStream();
        while (true)
        {
            var size = Number((await LineAsync(cancel)).Split(';')[0], NumberStyles.AllowHexSpecifier);
            if (size == 0)
                break;
            body.Write(await BytesAsync(size, cancel));
            if (body.Length > MaxBody || await LineAsync(cancel) != "")
                throw new VisitFailedException("a broken chunk");
        }

        while (await LineAsync(cancel) != "")
        {
        }

        return Encoding.UTF8.GetString(body.GetBuffer().AsSpan(0, (int)body.Length));
    }

    private static int StatusOf(string line) =>
        line.StartsWith("HTTP/1.1 ", StringComparison.Ordinal) && line.Length >= 12 ? Number(line[9..12], NumberStyles.None) : throw new VisitFailedException("no HTTP answer");

    private static int Number(string text, NumberStyles style) =>
        int.TryParse(text, style, CultureInfo.InvariantCulture, out var number) && number is >= 0 and <= MaxBody ? number : throw new VisitFailedException("a wrong length");

    private async Task<string> LineAsync(CancellationToken cancel)
    {
        var line = new StringBuilder();
        while (line.Length < MaxLine)
        {
            if (_from == _to)
                await FillAsync(cancel);
            var c = (char)_buffer[_from++];
            if (c == '\n')
                return line is [.., '\r'] ? line.ToString(0, line.Length - 1) : line.ToString();
            line.Append(c);
        }

        throw new VisitFailedException("a line without an end");
    }

    private async Task<byte[]> BytesAsync(int count, CancellationToken cancel)
    {
        var bytes = new byte[count];
        for (var filled = 0; filled < count;)
        {
            if (_from == _to)
                await FillAsync(cancel);
            var part = Math.Min(count - filled, _to - _from);
            _buffer.AsSpan(_from, part).CopyTo(bytes.AsSpan(filled));
            (_from, filled) = (_from + part, filled + part);
        }

        return bytes;
    }

    private async Task FillAsync(CancellationToken cancel)
    {
        (_from, _to) = (0, await stream.ReadAsync(_buffer, cancel));
        if (_to == 0)
            throw new VisitFailedException(_begun ? "closed within the answer" : "closed without an answer");
        _begun = true;
    }
}
