using System.Text;

namespace Slipway.Checks.Project.Source.History;

/// <summary>Reads the answer of <c>git cat-file --batch</c> for ids that it may not have (a partial clone) and of sizes not known before.</summary>
internal static class BlobReader
{
    private const int LongestLine = 200;

    /// <param name="take">Called for each content that is there and not too large, in order; the bytes are reused after it returns.</param>
    /// <returns>False when some were missing.</returns>
    /// <exception cref="InvalidDataException">The answer is not one of git's.</exception>
    public static bool Read(Stream output, IReadOnlyList<HistoryBlob> blobs, Action<HistoryBlob, ReadOnlySpan<byte>> take, CancellationToken cancel)
    {
        using var buffered = new BufferedStream(output, 1 << 17);
        var buffer = new byte[SourceScanner.LargestFile];
        var complete = true;
        foreach (var blob in blobs)
        {
            cancel.ThrowIfCancellationRequested();
            var words = Line(buffered).Split(' ');
            if (words is [_, "missing"])
                complete = false;
            else if (words is [_, "blob", var length] && int.TryParse(length, out var size) && size <= buffer.Length)
                Take(buffered, buffer.AsSpan(0, size + 0), blob, take);
            else
                throw new InvalidDataException("git cat-file gave an unexpected answer");
        }

        buffer.AsSpan().Clear();
        return complete;
    }

    private static void Take(BufferedStream from, Span<byte> content, HistoryBlob blob, Action<HistoryBlob, ReadOnlySpan<byte>> take)
    {
        from.ReadExactly(content);
        from.ReadByte(); // line feed
        take(blob, content);
    }

    private static string Line(BufferedStream from)
    {
        var line = new StringBuilder();
        for (int b; (b = from.ReadByte()) >= 0 && b != '\n' && line.Length < LongestLine;)
            line.Append((char)b);
        return line.ToString();
    }
}
