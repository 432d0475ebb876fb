using System.Text;
using Slipway.Checks.Project.Leaks;
using Slipway.Content;
using Slipway.Files;

namespace Slipway.Checks.Project.Source;

/// <summary>
/// What was found in files, by size, times and inode, so that unchanged files are not read again. Holds no secret: places, rules and keyed
/// fingerprints. A damaged file, or one of other rules or another key, counts as empty.
/// </summary>
internal sealed class ScanCache
{
    private const long RacyNs = 2_000_000_000;
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    private static ReadOnlySpan<byte> Header => "SLWV\u0001"u8;

    public FileScan? Find(string path, in FileStatus status) =>
        _entries.TryGetValue(path, out var entry) && entry.Status.IsSameContent(status) ? entry.Scan : null;

    /// <param name="readAtNs">A time not later than the reading, nanoseconds since 1970.</param>
    public void Add(string path, in FileStatus status, FileScan scan, long readAtNs)
    {
        if (Math.Max(status.ModifiedNs, status.ChangedNs) + RacyNs < readAtNs)
            _entries[path] = new Entry(status, scan);
    }

    public static ScanCache Load(string path, ulong rules)
    {
        var cache = new ScanCache();
        try
        {
            if (File.Exists(path))
                cache.Read(File.ReadAllBytes(path), rules);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException or ArgumentException or FormatException)
        {
            cache._entries.Clear();
        }

        return cache;
    }

    public void Save(string path, ulong rules)
    {
        using var content = new MemoryStream();
        using (var writer = new BinaryWriter(content, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(Header);
            writer.Write(rules);
            writer.Write(_entries.Count);
            foreach (var (name, (status, scan)) in _entries)
                Write(writer, name, status, scan);
        }

        var digest = new byte[Digest.Size];
        Digest.Of(content.GetBuffer().AsSpan(0, (int)content.Length)).Write(digest);
        content.Write(digest);
        AtomicFile.Write(path, content.GetBuffer().AsSpan(0, (int)content.Length));
    }

    private static void Write(BinaryWriter writer, string name, in FileStatus status, FileScan scan)
    {
        writer.Write(name);
        writer.Write(status.Size);
        writer.Write(status.Inode);
        writer.Write(status.Device);
        writer.Write(status.ModifiedNs);
        writer.Write(status.ChangedNs);
        writer.Write((byte)scan.Form);
        writer.Write((ushort)scan.Suspects.Count);
        foreach (var suspect in scan.Suspects)
            SuspectCodec.Write(writer, suspect);
        writer.Write((ushort)scan.Reads.Count);
        foreach (var read in scan.Reads)
        {
            writer.Write(read.Key);
            writer.Write(read.Line);
            writer.Write((byte)read.Kind);
        }
    }

    private void Read(byte[] bytes, ulong rules)
    {
        var size = bytes.Length - Digest.Size;
        if (size < Header.Length + 12 || !bytes.AsSpan().StartsWith(Header))
            return;
        var digest = new byte[Digest.Size];
        Digest.Of(bytes.AsSpan(0, size)).Write(digest);
        if (!digest.AsSpan().SequenceEqual(bytes.AsSpan(size)))
            return;
        using var reader = new BinaryReader(new MemoryStream(bytes, Header.Length, size - Header.Length), Encoding.UTF8);
        if (reader.ReadUInt64() != rules)
            return;
        var count = reader.ReadInt32();
        _entries.EnsureCapacity(count);
        for (var i = 0; i < count; i++)
        {
            var name = reader.ReadString();
            var (length, inode, device, modified, changed) = (reader.ReadInt64(), reader.ReadUInt64(), reader.ReadUInt64(), reader.ReadInt64(), reader.ReadInt64());
            _entries[name] = new Entry(new FileStatus(FileKind.File, 0, length, inode, device, modified, changed, 0, 0, 0), ReadScan(reader));
        }
    }

    private static FileScan ReadScan(BinaryReader reader)
    {
        var form = (FileForm)reader.ReadByte();
        var suspects = reader.ReadUInt16() is > 0 and var found ? new Suspect[found] : [];
        for (var i = 0; i < suspects.Length; i++)
            suspects[i] = SuspectCodec.Read(reader);
        var reads = reader.ReadUInt16() is > 0 and var known ? new EnvRead[known] : [];
        for (var i = 0; i < reads.Length; i++)
            reads[i] = new EnvRead(reader.ReadString(), reader.ReadInt32(), (EnvReadKind)reader.ReadByte());
        return new FileScan(form, suspects, reads);
    }

    // A class: collections of values of our own types are compiled when the program runs, those of classes were before.
    private sealed record Entry(FileStatus Status, FileScan Scan);
}
