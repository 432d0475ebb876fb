using System.Text;

namespace Slipway.Databases;

/// <summary>Reads a dump as it streams by and counts what it really holds. Only the start of a line is kept, so memory is bounded.</summary>
internal abstract class DumpScanner
{
    private const int MaxPrefix = 1 << 18;
    private readonly byte[] _line = new byte[MaxPrefix];
    private int _length;

    /// <summary>Rows of each table.</summary>
    public SortedDictionary<string, long> Rows { get; } = new(StringComparer.Ordinal);

    /// <summary>True after the last line that we wrote ourselves.</summary>
    public bool Complete { get; private set; }

    public void Feed(ReadOnlySpan<byte> data)
    {
        while (data.Length > 0)
        {
            if (InRows)
            {
                data = data[Row(data)..];
                continue;
            }

            var end = data.IndexOf((byte)'\n');
            var part = end < 0 ? data : data[..end];
            var kept = Math.Min(part.Length, MaxPrefix - _length);
            part[..kept].CopyTo(_line.AsSpan(_length));
            _length += kept;
            if (TakesUnfinished && BeginsRows(_line.AsSpan(0, _length), out var used))
            {
                // Bytes of the statement that lie behind its head are fed again, as rows.
                var behind = _line.AsSpan(used, _length - used).ToArray();
                _length = 0;
                data = end < 0 ? [] : data[end..];
                Feed(behind);
                continue;
            }

            data = end < 0 ? [] : data[(end + 1)..];
            if (end >= 0)
                EndLine();
        }
    }

    /// <summary>True inside the rows of a table: bytes go to <see cref="Row"/>.</summary>
    protected abstract bool InRows { get; }

    /// <summary>True when rows may follow on the same line as the statement.</summary>
    protected abstract bool TakesUnfinished { get; }

    /// <summary>Consumes bytes of rows; how many.</summary>
    protected abstract int Row(ReadOnlySpan<byte> data);

    /// <summary>True when the line's start is a statement that is followed by rows.</summary>
    protected abstract bool BeginsRows(ReadOnlySpan<byte> line, out int used);

    protected abstract void Line(ReadOnlySpan<byte> line);

    protected static string Text(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes);

    private void EndLine()
    {
        var line = _line.AsSpan(0, _length);
        _length = 0;
        Complete = line.SequenceEqual(SqlDump.Trailer) || (Complete && line.IsEmpty);
        Line(line);
    }
}
