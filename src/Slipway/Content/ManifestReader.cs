using System.Buffers.Binary;
using System.Text;
using Slipway.Problems;

namespace Slipway.Content;

/// <summary>Decodes what <see cref="ManifestWriter"/> wrote. Never allocates more than the input justifies.</summary>
internal ref struct ManifestReader
{
    private const int SmallestEntry = 4;
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);
    private ReadOnlySpan<byte> _rest;

    /// <exception cref="ProblemException"><c>content.manifest_invalid</c>: cut off, damaged or of another version.</exception>
    public static ManifestEntry[] Read(ReadOnlySpan<byte> bytes)
    {
        var header = ManifestWriter.Header;
        if (bytes.Length < header.Length + 4 || !bytes[..4].SequenceEqual(header[..4]))
            throw Invalid("it does not start as a manifest");
        if (bytes[4] != header[4])
            throw Invalid($"version {bytes[4]} is not known");
        var count = BinaryPrimitives.ReadUInt32LittleEndian(bytes[header.Length..]);
        var rest = bytes[(header.Length + 4)..];
        if (count > Manifest.MaxEntries || count > rest.Length / SmallestEntry)
            throw Invalid($"{count} entries in {bytes.Length} bytes");
        var reader = new ManifestReader { _rest = rest };
        var entries = new ManifestEntry[count];
        for (var i = 0; i < entries.Length; i++)
            entries[i] = reader.Entry();
        return reader._rest.IsEmpty ? entries : throw Invalid($"{reader._rest.Length} bytes after the last entry");
    }

    private ManifestEntry Entry()
    {
        var kind = (EntryKind)Take(1)[0];
        if (kind > EntryKind.Symlink)
            throw Invalid($"kind {(int)kind} is not known");
        var path = Text();
        return kind switch
        {
            EntryKind.EmptyFolder => ManifestEntry.EmptyFolder(path),
            EntryKind.Symlink => ManifestEntry.Symlink(path, Text()),
            _ => ManifestEntry.File(path, Size(), Digest.Read(Take(Digest.Size)), kind == EntryKind.Executable),
        };
    }

    private long Size()
    {
        var size = BinaryPrimitives.ReadUInt64LittleEndian(Take(8));
        return size <= long.MaxValue ? (long)size : throw Invalid("a size is out of range");
    }

    private string Text()
    {
        var bytes = Take(BinaryPrimitives.ReadUInt16LittleEndian(Take(2)));
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw Invalid("a name is not UTF-8");
        }
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > _rest.Length)
            throw Invalid("it is cut off");
        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }

    private static ProblemException Invalid(string why) => new(ContentProblems.ManifestInvalid(why));
}
