namespace Slipway.Content;

/// <summary>
/// A pack carries contents: one byte says how the rest is compressed; then records: 1, SHA-256, size (u64 little endian), bytes;
/// at the end 0 and the number of records (u32), so that a pack cut between two records is noticed.
/// </summary>
internal static class PackFormat
{
    public const byte Plain = 0;
    public const byte Brotli = 1;
    public const byte Record = 1;
    public const byte End = 0;
    public const int RecordHeader = Digest.Size + 8;
    public const int Chunk = 1 << 17;
}
