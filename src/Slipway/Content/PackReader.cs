using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;
using Slipway.Problems;

namespace Slipway.Content;

/// <summary>Reads a pack record by record and proves each content by its hash.</summary>
internal sealed class PackReader : IDisposable
{
    private readonly Stream _body;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] _buffer = ArrayPool<byte>.Shared.Rent(PackFormat.Chunk);
    private uint _records;

    /// <exception cref="ProblemException"><c>content.pack_corrupt</c></exception>
    public PackReader(Stream pack)
    {
        _body = pack.ReadByte() switch
        {
            PackFormat.Plain => pack,
            PackFormat.Brotli => new BrotliStream(pack, CompressionMode.Decompress, leaveOpen: true),
            -1 => throw new ProblemException(ContentProblems.PackCorrupt("It is empty")),
            var other => throw new ProblemException(ContentProblems.PackCorrupt($"Compression {other} is not known")),
        };
    }

    /// <summary>The next record's header; false at the proper end.</summary>
    /// <exception cref="ProblemException"><c>content.pack_corrupt</c></exception>
    public bool Next(out Digest digest, out long size)
    {
        Span<byte> header = stackalloc byte[PackFormat.RecordHeader];
        (digest, size) = (default, 0);
        Fill(header[..1]);
        if (header[0] == PackFormat.End)
        {
            Fill(header[..4]);
            return BinaryPrimitives.ReadUInt32LittleEndian(header) == _records ? false : throw Corrupt("The number of contents differs");
        }

        if (header[0] != PackFormat.Record)
            throw Corrupt("A record starts wrongly");
        Fill(header);
        digest = Digest.Read(header);
        var length = BinaryPrimitives.ReadUInt64LittleEndian(header[Digest.Size..]);
        size = length <= long.MaxValue ? (long)length : throw Corrupt("A size is out of range");
        _records++;
        return true;
    }

    /// <summary>Hands out the bytes of the record in pieces, then proves them.</summary>
    /// <exception cref="ProblemException"><c>content.pack_corrupt</c>: cut off, or the bytes have another hash.</exception>
    public void Copy(Digest digest, long size, Action<ReadOnlyMemory<byte>> to)
    {
        for (var left = size; left > 0;)
        {
            var piece = _buffer.AsMemory(0, (int)Math.Min(left, PackFormat.Chunk));
            Fill(piece.Span);
            _hash.AppendData(piece.Span);
            to(piece);
            left -= piece.Length;
        }

        if (Digest.Of(_hash) != digest)
            throw Corrupt($"The bytes of {digest} have another hash");
    }

    private void Fill(Span<byte> to)
    {
        try
        {
            _body.ReadExactly(to);
        }
        catch (EndOfStreamException)
        {
            throw Corrupt("It is cut off");
        }
        catch (Exception e) when (e is InvalidDataException or InvalidOperationException)
        {
            throw new ProblemException(ContentProblems.PackCorrupt("It cannot be decompressed"), e);
        }
    }

    private static ProblemException Corrupt(string why) => new(ContentProblems.PackCorrupt(why));

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _hash.Dispose();
        if (_body is BrotliStream brotli)
            brotli.Dispose();
    }
}
