using System.IO.Compression;
using Slipway.Problems;

namespace Slipway.Databases;

/// <summary>
/// A dump as SQL text in a gzip file: tables and rows, then our line <see cref="Marker"/>, then what belongs to no table
/// (views, routines, triggers, events), then our line <see cref="Trailer"/>.
/// </summary>
internal static class SqlDump
{
    private const int BufferSize = 1 << 16;

    public static ReadOnlySpan<byte> Marker => "-- Slipway: objects"u8;

    public static ReadOnlySpan<byte> Trailer => "-- Slipway: end of dump"u8;

    /// <summary>Opens the file for writing; the gzip stream is finished on dispose.</summary>
    public static GZipStream Compress(Stream file) => new(file, CompressionLevel.Fastest);

    public static GZipStream Open(string path) =>
        new(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferSize, FileOptions.SequentialScan), CompressionMode.Decompress);

    /// <summary>Copies all of a program's output and returns its end, at most 256 bytes, to look for the program's own trailer.</summary>
    public static async Task<string> CopyAsync(Stream from, Stream to, CancellationToken cancel)
    {
        var buffer = new byte[BufferSize];
        var tail = Array.Empty<byte>();
        for (int n; (n = await from.ReadAsync(buffer, cancel)) > 0;)
        {
            await to.WriteAsync(buffer.AsMemory(0, n), cancel);
            tail = n >= 256 ? buffer[(n - 256)..n] : [.. tail.TakeLast(256 - n), .. buffer[..n]];
        }

        return System.Text.Encoding.UTF8.GetString(tail);
    }

    /// <summary>Reads the whole file (gzip's checksum proves each byte) and counts what it holds.</summary>
    /// <exception cref="ProblemException">It is damaged or lacks its end.</exception>
    public static async Task<SortedDictionary<string, long>> VerifyAsync(string path, DumpScanner scanner, CancellationToken cancel)
    {
        try
        {
            await using var file = Open(path);
            var buffer = new byte[BufferSize];
            for (int n; (n = await file.ReadAsync(buffer, cancel)) > 0;)
                scanner.Feed(buffer.AsSpan(0, n));
        }
        catch (InvalidDataException e)
        {
            throw new ProblemException(BackupProblems.BrokenDump(path, e.Message), e);
        }

        return scanner.Complete ? scanner.Rows : throw new ProblemException(BackupProblems.BrokenDump(path, "its last line is missing"));
    }

    /// <summary>Reads the lines of the file up to <see cref="Marker"/>, or those from it on, into a program's input.</summary>
    public static async Task SendAsync(string path, bool objects, Stream to, CancellationToken cancel)
    {
        await using var file = Open(path);
        var split = new MarkerSplit();
        var buffer = new byte[BufferSize];
        for (int n; (n = await file.ReadAsync(buffer, cancel)) > 0;)
        {
            var (before, after) = split.Take(buffer.AsMemory(0, n));
            await to.WriteAsync(objects ? after : before, cancel);
            if (!objects && split.Found)
                break;
        }

        await to.FlushAsync(cancel);
    }

    /// <summary>Finds the marker line in a stream of buffers.</summary>
    private sealed class MarkerSplit
    {
        private byte[] _held = [];
        private bool _atLineStart = true;

        public bool Found { get; private set; }

        public (ReadOnlyMemory<byte> Before, ReadOnlyMemory<byte> After) Take(ReadOnlyMemory<byte> data)
        {
            if (Found)
                return (ReadOnlyMemory<byte>.Empty, data);
            byte[] all = [.. _held, .. data.Span];
            _held = [];
            for (var i = 0; i < all.Length;)
            {
                var left = all.AsSpan(i);
                if (_atLineStart && left.Length < Marker.Length && Marker.StartsWith(left))
                {
                    _held = left.ToArray();
                    return (all.AsMemory(0, i), ReadOnlyMemory<byte>.Empty);
                }

                if (_atLineStart && left.StartsWith(Marker))
                {
                    Found = true;
                    return (all.AsMemory(0, i), all.AsMemory(i));
                }

                var end = left.IndexOf((byte)'\n');
                _atLineStart = end >= 0;
                i = end < 0 ? all.Length : i + end + 1;
            }

            return (all, ReadOnlyMemory<byte>.Empty);
        }
    }
}
