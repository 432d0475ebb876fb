using System.Text;
using System.Text.Json;

namespace Slipway.Deployments.Journals;

/// <summary>One line an entry: CRC-32C of the JSON in eight hex digits, a blank, the JSON, a line feed.</summary>
internal static class JournalCodec
{
    private const int HeadLength = 9;

    public static byte[] Encode(JournalEntry entry)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(entry, DeploymentsJson.Default.JournalEntry);
        var head = Encoding.ASCII.GetBytes($"{Crc32C.Of(json):x8} ");
        return [.. head, .. json, (byte)'\n'];
    }

    /// <summary>All entries up to the first line that is not whole, and the length in bytes of what was read.</summary>
    public static (List<JournalEntry> Entries, long Length) Decode(ReadOnlySpan<byte> text)
    {
        var entries = new List<JournalEntry>();
        var read = 0;
        while (read < text.Length)
        {
            var end = text[read..].IndexOf((byte)'\n');
            if (end < 0 || TryDecode(text.Slice(read, end)) is not { } entry)
                break;
            entries.Add(entry);
            read += end + 1;
        }

        return (entries, read);
    }

    private static JournalEntry? TryDecode(ReadOnlySpan<byte> line)
    {
        if (line.Length <= HeadLength || line[HeadLength - 1] != ' ')
            return null;
        var json = line[HeadLength..];
        if (!Encoding.ASCII.GetString(line[..(HeadLength - 1)]).Equals($"{Crc32C.Of(json):x8}", StringComparison.Ordinal))
            return null;
        return JsonSerializer.Deserialize(json, DeploymentsJson.Default.JournalEntry);
    }
}
