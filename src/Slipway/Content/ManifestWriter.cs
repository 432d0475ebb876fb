using System.Buffers.Binary;
using System.Text;

namespace Slipway.Content;

/// <summary>
/// Encodes a manifest: <c>SLWM</c>, version byte 1, number of entries (u32), then each entry: kind (u8), length of the path (u16), path
/// in UTF-8; a file adds size (u64) and SHA-256; a symlink adds length of its target (u16) and target. Little endian, sorted, nothing optional,
/// so the same entries always give the same bytes.
/// </summary>
internal static class ManifestWriter
{
    public static ReadOnlySpan<byte> Header => "SLWM\u0001"u8;

    public static byte[] Write(IReadOnlyList<ManifestEntry> entries)
    {
        var bytes = new byte[Header.Length + 4 + entries.Sum(SizeOf)];
        Header.CopyTo(bytes);
        var rest = bytes.AsSpan(Header.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(rest, (uint)entries.Count);
        rest = rest[4..];
        foreach (var entry in entries)
            rest = Write(entry, rest);
        return bytes;
    }

    private static int SizeOf(ManifestEntry entry) => 3 + Encoding.UTF8.GetByteCount(entry.Path)
        + (entry.IsFile ? 8 + Digest.Size : 0) + (entry.Target is null ? 0 : 2 + Encoding.UTF8.GetByteCount(entry.Target));

    private static Span<byte> Write(ManifestEntry entry, Span<byte> to)
    {
        to[0] = (byte)entry.Kind;
        to = Write(entry.Path, to[1..]);
        if (entry.IsFile)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(to, (ulong)entry.Size);
            entry.Digest.Write(to[8..]);
            to = to[(8 + Digest.Size)..];
        }

        return entry.Target is null ? to : Write(entry.Target, to);
    }

    private static Span<byte> Write(string text, Span<byte> to)
    {
        var length = Encoding.UTF8.GetBytes(text, to[2..]);
        BinaryPrimitives.WriteUInt16LittleEndian(to, (ushort)length);
        return to[(2 + length)..];
    }
}
