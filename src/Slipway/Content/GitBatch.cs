using System.Text;
using Slipway.Problems;

namespace Slipway.Content;

/// <summary>Reads the answer of <c>git cat-file --batch</c>: a line with id, type and size, the bytes, a line feed.</summary>
internal static class GitBatch
{
    private const int MaxLine = 200;

    public static void Read(Stream output, IReadOnlyList<GitEntry> blobs, Action<GitEntry, Stream> take, CancellationToken cancel)
    {
        using var buffered = new BufferedStream(output, 1 << 16);
        foreach (var blob in blobs)
        {
            cancel.ThrowIfCancellationRequested();
            var line = Line(buffered);
            if (line != $"{blob.Object} blob {blob.Size}")
                throw new ProblemException(ContentProblems.GitFailed($"git cat-file said: {line}"));
            using var content = new SliceStream(buffered, blob.Size);
            take(blob, content);
            if (content.Left > 0 || buffered.ReadByte() != '\n')
                throw new ProblemException(ContentProblems.GitFailed($"git cat-file: {blob.Object} is cut off"));
        }

        if (buffered.ReadByte() >= 0)
            throw new ProblemException(ContentProblems.GitFailed("git cat-file wrote more than asked"));
    }

    private static string Line(BufferedStream from)
    {
        var line = new StringBuilder();
        for (int b; (b = from.ReadByte()) >= 0 && b != '\n' && line.Length < MaxLine;)
            line.Append((char)b);
        return line.ToString();
    }
}
