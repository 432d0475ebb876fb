namespace Slipway.Databases.Mysql;

/// <summary>Counts the tuples of INSERT statements. Strings escape line breaks, so only statements begin a line.</summary>
internal sealed class MysqlDumpScanner : DumpScanner
{
    private string? _table;
    private bool _objects;
    private int _depth;
    private bool _inString;
    private bool _escaped;

    protected override bool InRows => _table is not null;

    protected override bool TakesUnfinished => true;

    protected override int Row(ReadOnlySpan<byte> data)
    {
        for (var i = 0; i < data.Length; i++)
        {
            var c = data[i];
            if (_inString)
            {
                (_escaped, _inString) = _escaped ? (false, true) : (c == '\\', c != '\'');
                continue;
            }

            switch (c)
            {
                case (byte)'\'':
                    _inString = true;
                    break;
                case (byte)'(':
                    if (_depth++ == 0)
                        Rows[_table!]++;
                    break;
                case (byte)')':
                    _depth--;
                    break;
                case (byte)';' when _depth == 0:
                    _table = null;
                    return i + 1;
            }
        }

        return data.Length;
    }

    protected override bool BeginsRows(ReadOnlySpan<byte> line, out int used)
    {
        used = 0;
        if (_objects || !line.StartsWith("INSERT INTO `"u8))
            return false;
        var name = Name(line[12..], out var after);
        if (name is null)
            return false;
        var rest = line[(12 + after)..];
        var values = rest.StartsWith(" VALUES"u8) ? 0 : rest.IndexOf(") VALUES"u8) + 1;
        if (values == 0 && !rest.StartsWith(" VALUES"u8))
            return false;
        used = 12 + after + values + " VALUES".Length;
        _table = name;
        Rows.TryAdd(name, 0);
        return true;
    }

    protected override void Line(ReadOnlySpan<byte> line)
    {
        _objects |= line.SequenceEqual(SqlDump.Marker);
        if (!_objects && line.StartsWith("CREATE TABLE `"u8) && Name(line[13..], out _) is { } name)
            Rows.TryAdd(name, 0);
    }

    // `name` with `` for `
    private static string? Name(ReadOnlySpan<byte> text, out int length)
    {
        length = 1;
        while (length < text.Length)
        {
            if (text[length] != '`')
                length++;
            else if (length + 1 < text.Length && text[length + 1] == '`')
                length += 2;
            else
                return Text(text[1..length++]).Replace("``", "`");
        }

        return null;
    }
}
