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

    /// <summary>
    /// All whole entries, and the length in bytes up to the end of the last whole line: what follows is a torn tail. A line that
    /// is corrupt in the middle costs only itself: what happened afterwards must not be forgotten.
    /// </summary>
    public static (List<JournalEntry> Entries, long Length) Decode(ReadOnlySpan<byte> text)
    {
        var entries = new List<JournalEntry>();
        var (read, whole) = (0, 0);
        while (text[read..].IndexOf((byte)'\n') is var end and >= 0)
        {
            var line = text.Slice(read, end);
            read += end + 1;
            if (!IsWhole(line))
                continue;
            whole = read;
            if (TryDecode(line[HeadLength..]) is { } entry)
                entries.Add(entry);
        }

        return (entries, whole);
    }

    private static bool IsWhole(ReadOnlySpan<byte> line) =>
        line.Length > HeadLength && line[HeadLength - 1] == ' '
        && Encoding.ASCII.GetString(line[..(HeadLength - 1)]).Equals($"{Crc32C.Of(line[HeadLength..]):x8}", StringComparison.Ordinal);

    /// <summary>Null for what a newer version wrote.</summary>
    private static JournalEntry? TryDecode(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, DeploymentsJson.Default.JournalEntry);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
