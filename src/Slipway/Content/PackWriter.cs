using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;
using Slipway.Files;
using Slipway.Problems;

namespace Slipway.Content;

/// <summary>Writes a pack (<see cref="PackFormat"/>) with bounded memory, whatever the files' sizes.</summary>
public static class PackWriter
{
    /// <param name="output">Stays open.</param>
    /// <param name="digests">Contents to send, each once.</param>
    /// <param name="open">Where each can be read.</param>
    /// <param name="sent">Called with the bytes of content done so far, before compression.</param>
    /// <exception cref="ProblemException"><c>content.changed</c> when a file no longer has the content that the manifest names; the receiver then keeps nothing.</exception>
    public static void Write(
        Stream output, IReadOnlyCollection<Digest> digests, Func<Digest, ContentFile> open, Action<long>? sent = null, CancellationToken cancel = default)
    {
        output.WriteByte(PackFormat.Brotli);
        using var compressed = new BrotliStream(output, CompressionLevel.Fastest, leaveOpen: true);
        var buffer = ArrayPool<byte>.Shared.Rent(PackFormat.Chunk);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        try
        {
            long done = 0;
            foreach (var digest in digests)
            {
                cancel.ThrowIfCancellationRequested();
                var file = open(digest);
                WriteRecord(compressed, digest, file, buffer, hash);
                sent?.Invoke(done += file.Size);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        Span<byte> end = stackalloc byte[5];
        end[0] = PackFormat.End;
        BinaryPrimitives.WriteUInt32LittleEndian(end[1..], (uint)digests.Count);
        compressed.Write(end);
    }

    private static void WriteRecord(BrotliStream to, Digest digest, ContentFile file, byte[] buffer, IncrementalHash hash)
    {
        Span<byte> header = stackalloc byte[1 + PackFormat.RecordHeader];
        header[0] = PackFormat.Record;
        digest.Write(header[1..]);
        BinaryPrimitives.WriteUInt64LittleEndian(header[(1 + Digest.Size)..], (ulong)file.Size);
        using var source = Open(file.Path);
        to.Write(header);
        for (var left = file.Size; left > 0;)
        {
            var n = source.Read(buffer.AsSpan(0, (int)Math.Min(left, PackFormat.Chunk)));
            if (n == 0)
                throw new ProblemException(ContentProblems.Changed(file.Path));
            hash.AppendData(buffer, 0, n);
            to.Write(buffer, 0, n);
            left -= n;
        }

        if (Digest.Of(hash) != digest)
            throw new ProblemException(ContentProblems.Changed(file.Path));
    }

    private static Posix.Descriptor Open(string path)
    {
        try
        {
            return Posix.OpenRead(path);
        }
        catch (IOException e)
        {
            throw new ProblemException(ContentProblems.Changed(path), e);
        }
    }
}
