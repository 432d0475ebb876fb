using System.Buffers;
using System.IO.Pipelines;
using System.Text;

namespace Slipway.Protocol;

/// <summary>
/// The first line of each direction: <c>#slipway#1 hello GREETING\n</c>. Everything before it is somebody else's output.
/// </summary>
internal static class Hello
{
    /// <summary>Starts each line that is ours before frames begin; the word after it tells the kind.</summary>
    public const string Marker = "#slipway#1 ";
    public const string Word = "hello";
    private const int MaxLine = 1024;

    public static byte[] Line(string greeting)
    {
        var clean = new string([.. greeting.Where(c => c is >= ' ' and <= '~').Take(512)]);
        return Encoding.ASCII.GetBytes($"\n{Marker}{Word} {clean}\n");
    }

    /// <summary>Reads up to the peer's hello and gives its greeting; frames follow.</summary>
    public static async Task<string> ReadAsync(PipeReader input, int maxNoise, CancellationToken cancel)
    {
        var noise = maxNoise;
        while (true)
        {
            var line = await ReadLineAsync(input, noise, keep: null, cancel);
            if (line.Text.StartsWith(Word + " ", StringComparison.Ordinal))
                return line.Text[(Word.Length + 1)..];
            noise = maxNoise - line.Skipped;
        }
    }

    /// <summary>
    /// Reads the next line of ours. What precedes the marker is counted and dropped. A line that starts with
    /// <paramref name="keep"/> is left in the reader.
    /// </summary>
    /// <exception cref="Problems.ProblemException">Too much came without the marker, or the input ended.</exception>
    public static async Task<MarkedLine> ReadLineAsync(PipeReader input, int maxNoise, string? keep, CancellationToken cancel)
    {
        while (true)
        {
            var read = await input.ReadAsync(cancel);
            var buffer = read.Buffer;
            if (TryFind(buffer, out var marker, out var end))
            {
                var text = Encoding.UTF8.GetString(buffer.Slice(buffer.GetPosition(Marker.Length, marker), end));
                var skipped = (int)buffer.Slice(0, marker).Length;
                var kept = keep is not null && text.StartsWith(keep, StringComparison.Ordinal);
                input.AdvanceTo(kept ? marker : buffer.GetPosition(1, end));
                return new MarkedLine(text, skipped);
            }

            var head = buffer.Slice(0, Math.Min(buffer.Length, 200)).ToArray();
            if (read.IsCompleted)
                throw ProtocolProblems.NoHello("it closed the connection", head);
            if (buffer.Length > maxNoise + MaxLine)
                throw ProtocolProblems.NoHello($"more than {maxNoise} bytes came before it", head);
            input.AdvanceTo(buffer.Start, buffer.End);
        }
    }

    private static bool TryFind(ReadOnlySequence<byte> buffer, out SequencePosition marker, out SequencePosition end)
    {
        marker = end = default;
        var reader = new SequenceReader<byte>(buffer);
        if (!reader.TryReadTo(out ReadOnlySequence<byte> _, Encoding.ASCII.GetBytes(Marker), advancePastDelimiter: false))
            return false;
        marker = reader.Position;
        if (!reader.TryAdvanceTo((byte)'\n', advancePastDelimiter: false))
            return false;
        end = reader.Position;
        return true;
    }
}
