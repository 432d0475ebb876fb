using System.Buffers;

namespace Slipway.Databases.Postgresql;

/// <summary>
/// Copies a dump's lines into psql without the statements about extensions: they were not dropped, and only a superuser may comment on them.
/// </summary>
internal static class PostgresqlLoad
{
    private const int Batch = 1 << 16;

    public static async Task CopyAsync(Stream from, Stream to, CancellationToken cancel)
    {
        var read = new byte[Batch];
        var line = new ArrayBufferWriter<byte>(256);
        var output = new ArrayBufferWriter<byte>(Batch * 2);
        var filter = new Filter();
        for (int n; (n = await from.ReadAsync(read, cancel)) > 0;)
        {
            filter.Take(read.AsSpan(0, n), line, output);
            await to.WriteAsync(output.WrittenMemory, cancel);
            output.ResetWrittenCount();
        }

        await to.WriteAsync(line.WrittenMemory, cancel);
    }

    /// <summary>Rows go through as they come, so a row of any size needs no memory; other lines are looked at whole.</summary>
    private sealed class Filter
    {
        private bool _rows;
        private bool _start = true;

        public void Take(ReadOnlySpan<byte> data, ArrayBufferWriter<byte> line, ArrayBufferWriter<byte> output)
        {
            while (data.Length > 0)
            {
                var end = data.IndexOf((byte)'\n');
                var part = end < 0 ? data : data[..(end + 1)];
                data = data[part.Length..];
                if (_rows && !(_start && part[0] == '\\') && line.WrittenCount == 0)
                {
                    output.Write(part);
                    _start = end >= 0;
                    continue;
                }

                line.Write(part);
                _start = end >= 0;
                if (end < 0)
                    continue;
                End(line.WrittenSpan, output);
                line.ResetWrittenCount();
            }
        }

        private void End(ReadOnlySpan<byte> line, ArrayBufferWriter<byte> output)
        {
            if (_rows)
                _rows = !line.SequenceEqual("\\.\n"u8);
            else if (line.StartsWith("CREATE EXTENSION "u8) || line.StartsWith("COMMENT ON EXTENSION "u8))
                return;
            else
                _rows = PostgresqlDumpScanner.TableOf(line[..^1]) is not null;
            output.Write(line);
        }
    }
}
