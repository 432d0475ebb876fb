using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Slipway.Cli.Local.Edge;

/// <summary>Collects the head of a CGI answer (RFC 3875, 6) from pieces of any size.</summary>
internal sealed class CgiHead
{
    private const int MostBytes = 64 << 10;
    private byte[] _bytes = [];

    /// <summary>200 unless a Status line or a Location says otherwise.</summary>
    public int Status { get; private set; } = StatusCodes.Status200OK;

    public List<(string Name, string Value)> Headers { get; } = [];

    /// <returns>Null until the head is whole; then what follows it in this piece.</returns>
    /// <exception cref="InvalidDataException">No end within 64 KiB, or a line without a colon.</exception>
    public ReadOnlyMemory<byte>? Add(ReadOnlyMemory<byte> piece)
    {
        var before = _bytes.Length;
        _bytes = [.. _bytes, .. piece.Span];
        var (end, next) = FindEnd(_bytes);
        if (end < 0)
            return _bytes.Length <= MostBytes ? null : throw new InvalidDataException("The script's headers do not end within 64 KiB.");
        Parse(Encoding.Latin1.GetString(_bytes, 0, end));
        return piece[(next - before)..];
    }

    private static (int End, int Next) FindEnd(ReadOnlySpan<byte> all)
    {
        for (var i = 0; i < all.Length; i++)
        {
            if (all[i] != '\n')
                continue;
            if (i + 1 < all.Length && all[i + 1] == '\n')
                return (i, i + 2);
            if (i + 2 < all.Length && all[i + 1] == '\r' && all[i + 2] == '\n')
                return (i, i + 3);
        }

        return (-1, -1);
    }

    private void Parse(string text)
    {
        var hasStatus = false;
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var colon = line.IndexOf(':');
            if (colon <= 0)
                throw new InvalidDataException("The script wrote a header line without a colon.");
            var (name, value) = (line[..colon].Trim(), line[(colon + 1)..].Trim());
            if (name.Equals("Status", StringComparison.OrdinalIgnoreCase))
                (Status, hasStatus) = (ReadStatus(value), true);
            else
                Headers.Add((name, value));
        }

        if (!hasStatus && Headers.Any(h => h.Name.Equals("Location", StringComparison.OrdinalIgnoreCase)))
            Status = StatusCodes.Status302Found;
    }

    private static int ReadStatus(string value) =>
        int.TryParse(value.Split(' ')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var code) && code is >= 200 and <= 599
            ? code
            : throw new InvalidDataException($"The script's status is not a status: {value}");
}
