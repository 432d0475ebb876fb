namespace Slipway.Databases.Postgresql;

/// <summary>Counts the lines of COPY blocks: one line is one row, line breaks in values are escaped.</summary>
internal sealed class PostgresqlDumpScanner : DumpScanner
{
    private string? _table;
    private bool _lineStart;
    private bool _maybeEnd;
    private int _endLength;

    protected override bool InRows => _table is not null;

    protected override bool TakesUnfinished => false;

    /// <summary>Name of the table whose rows follow the line; null when it is not such a line.</summary>
    public static string? TableOf(ReadOnlySpan<byte> line)
    {
        if (!line.StartsWith("COPY "u8) || !line.EndsWith(" FROM stdin;"u8))
            return null;
        var text = Text(line[5..^12]);
        var inQuotes = false;
        for (var i = 0; i < text.Length; i++)
        {
            inQuotes ^= text[i] == '"';
            if (!inQuotes && text[i] == ' ')
                return text[..i];
        }

        return text;
    }

    protected override int Row(ReadOnlySpan<byte> data)
    {
        for (var i = 0; i < data.Length; i++)
        {
            var c = data[i];
            if (c == '\n')
            {
                if (_maybeEnd && _endLength == 2)
                {
                    _table = null;
                    return i + 1;
                }

                Rows[_table!]++;
                _lineStart = true;
                continue;
            }

            // The end is the line \. and nothing else.
            if (_lineStart)
                (_maybeEnd, _endLength, _lineStart) = (c == '\\', 1, false);
            else if (_maybeEnd)
                (_maybeEnd, _endLength) = (_endLength == 1 && c == '.', _endLength + 1);
        }

        return data.Length;
    }

    protected override bool BeginsRows(ReadOnlySpan<byte> line, out int used)
    {
        used = 0;
        return false;
    }

    protected override void Line(ReadOnlySpan<byte> line)
    {
        if (TableOf(line) is not { } table)
            return;
        _table = table;
        (_lineStart, _maybeEnd, _endLength) = (true, false, 0);
        Rows.TryAdd(table, 0);
    }
}
