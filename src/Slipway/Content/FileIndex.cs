using System.Buffers.Binary;
using System.Text;
using Slipway.Files;

namespace Slipway.Content;

/// <summary>
/// Remembers the hash of files by size, times and inode, so that unchanged files are not read again. A file that was changed less than two seconds
/// before it was read is not remembered: a further change could leave all of these as they were. A damaged or foreign index counts as empty.
/// </summary>
internal sealed class FileIndex
{
    private const long RacyNs = 2_000_000_000;
    private const int Fixed = 40 + Digest.Size;
    private readonly Dictionary<string, (FileStatus Status, Digest Digest)> _entries = [];

    private static ReadOnlySpan<byte> Header => "SLWI\u0001"u8;

    public int Count => _entries.Count;

    public static FileIndex Load(string path)
    {
        var index = new FileIndex();
        try
        {
            if (File.Exists(path) && !index.TryRead(File.ReadAllBytes(path)))
                index._entries.Clear();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            index._entries.Clear();
        }

        return index;
    }

    public bool TryGet(string path, in FileStatus status, out Digest digest)
    {
        var known = _entries.TryGetValue(path, out var entry) && entry.Status.IsSameContent(status);
        digest = known ? entry.Digest : default;
        return known;
    }

    /// <param name="status">As it was before and after the file was read.</param>
    /// <param name="readAtNs">A time not later than the reading, nanoseconds since 1970.</param>
    public void Add(string path, in FileStatus status, Digest digest, long readAtNs)
    {
        if (Math.Max(status.ModifiedNs, status.ChangedNs) + RacyNs < readAtNs)
            _entries[path] = (status, digest);
    }

    public void Save(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var size = Header.Length + 4 + _entries.Keys.Sum(k => 2 + Encoding.UTF8.GetByteCount(k) + Fixed) + Digest.Size;
        var bytes = new byte[size];
        Header.CopyTo(bytes);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(Header.Length), _entries.Count);
        var rest = bytes.AsSpan(Header.Length + 4);
        foreach (var (name, (status, digest)) in _entries)
        {
            var length = Encoding.UTF8.GetBytes(name, rest[2..]);
            BinaryPrimitives.WriteUInt16LittleEndian(rest, (ushort)length);
            rest = rest[(2 + length)..];
            BinaryPrimitives.WriteInt64LittleEndian(rest, status.Size);
            BinaryPrimitives.WriteInt64LittleEndian(rest[8..], status.ModifiedNs);
            BinaryPrimitives.WriteInt64LittleEndian(rest[16..], status.ChangedNs);
            BinaryPrimitives.WriteUInt64LittleEndian(rest[24..], status.Inode);
            BinaryPrimitives.WriteUInt64LittleEndian(rest[32..], status.Device);
            digest.Write(rest[40..]);
            rest = rest[Fixed..];
        }

        Digest.Of(bytes.AsSpan(0, size - Digest.Size)).Write(rest);
        AtomicFile.Write(path, bytes);
    }

    private bool TryRead(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < Header.Length + 4 + Digest.Size || !bytes.StartsWith(Header)
            || Digest.Of(bytes[..^Digest.Size]) != Digest.Read(bytes[^Digest.Size..]))
            return false;
        var count = BinaryPrimitives.ReadInt32LittleEndian(bytes[Header.Length..]);
        _entries.EnsureCapacity(count);
        for (var rest = bytes[(Header.Length + 4)..^Digest.Size]; !rest.IsEmpty; rest = rest[Fixed..])
        {
            var length = BinaryPrimitives.ReadUInt16LittleEndian(rest);
            var name = Encoding.UTF8.GetString(rest.Slice(2, length));
            rest = rest[(2 + length)..];
            var status = new FileStatus(
                FileKind.File, 0, BinaryPrimitives.ReadInt64LittleEndian(rest), BinaryPrimitives.ReadUInt64LittleEndian(rest[24..]),
                BinaryPrimitives.ReadUInt64LittleEndian(rest[32..]), BinaryPrimitives.ReadInt64LittleEndian(rest[8..]),
                BinaryPrimitives.ReadInt64LittleEndian(rest[16..]), 0, 0, 0);
            _entries[name] = (status, Digest.Read(rest[40..]));
        }

        return _entries.Count == count;
    }
}
