using System.Buffers.Binary;
using System.Text;
using Slipway.Checks.Project.Leaks;
using Slipway.Content;
using Slipway.Files;

namespace Slipway.Checks.Project.Source.History;

/// <summary>Which contents of the history were searched and what was found there. Holds no secret. A damaged file, or one of another search, counts as empty.</summary>
internal sealed class HistoryCache
{
    // Most runs find branches and tags as they were and never look at it.
    private byte[] _packed = [];
    private HashSet<ulong>? _seen;

    private static ReadOnlySpan<byte> Header => "SLWH\u0002"u8;

    /// <summary>Names the branches and tags, as they were when all of them had been searched; empty before.</summary>
    public string Tips { get; set; } = "";

    /// <summary>Why those branches and tags can never be searched whole, with what git has here; null when they were.</summary>
    public string? Reason { get; set; }

    /// <summary>An earlier run began to search and left something.</summary>
    public bool IsBegun { get; private init; }

    /// <summary>Contents that need not be searched again.</summary>
    public HashSet<ulong> Seen => _seen ??= Unpacked();

    public List<HistorySuspect> Suspects { get; set; } = [];

    public static HistoryCache Load(string path, ulong search)
    {
        try
        {
            return File.Exists(path) && Read(File.ReadAllBytes(path), search) is { } cache ? cache : new HistoryCache();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException or ArgumentException or FormatException)
        {
            return new HistoryCache();
        }
    }

    public void Save(string path, ulong search)
    {
        using var content = new MemoryStream();
        using (var writer = new BinaryWriter(content, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(Header);
            writer.Write(search);
            writer.Write(Tips);
            writer.Write(Reason ?? "");
            writer.Write(Seen.Count);
            foreach (var id in Seen)
                writer.Write(id);
            writer.Write(Suspects.Count);
            foreach (var one in Suspects)
                Write(writer, one);
        }

        var digest = new byte[Digest.Size];
        Digest.Of(content.GetBuffer().AsSpan(0, (int)content.Length)).Write(digest);
        content.Write(digest);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            AtomicFile.Write(path, content.GetBuffer().AsSpan(0, (int)content.Length));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A folder that cannot be written costs time, not truth.
        }
    }

    private static void Write(BinaryWriter writer, HistorySuspect one)
    {
        writer.Write(one.Blob);
        writer.Write(one.Path);
        SuspectCodec.Write(writer, one.Suspect);
        writer.Write(one.Commit ?? "");
        writer.Write(one.Date ?? "");
    }

    private static HistoryCache? Read(byte[] bytes, ulong search)
    {
        var size = bytes.Length - Digest.Size;
        if (size < Header.Length + 8 || !bytes.AsSpan().StartsWith(Header))
            return null;
        var digest = new byte[Digest.Size];
        Digest.Of(bytes.AsSpan(0, size)).Write(digest);
        using var reader = new BinaryReader(new MemoryStream(bytes, Header.Length, size - Header.Length), Encoding.UTF8);
        if (!digest.AsSpan().SequenceEqual(bytes.AsSpan(size)) || reader.ReadUInt64() != search)
            return null;
        var tips = reader.ReadString();
        var cache = new HistoryCache { Tips = tips, Reason = OrNull(reader.ReadString()), IsBegun = tips.Length == 0 };
        var count = reader.ReadInt32();
        cache._packed = reader.ReadBytes(count * sizeof(ulong));
        for (var left = reader.ReadInt32(); left > 0; left--)
            cache.Suspects.Add(new HistorySuspect(reader.ReadString(), reader.ReadString(), SuspectCodec.Read(reader)) { Commit = OrNull(reader.ReadString()), Date = OrNull(reader.ReadString()) });
        return cache;
    }

    private HashSet<ulong> Unpacked()
    {
        var seen = new HashSet<ulong>(_packed.Length / sizeof(ulong));
        for (var at = 0; at + sizeof(ulong) <= _packed.Length; at += sizeof(ulong))
            seen.Add(BinaryPrimitives.ReadUInt64LittleEndian(_packed.AsSpan(at)));
        return seen;
    }

    private static string? OrNull(string text) => text.Length == 0 ? null : text;
}
