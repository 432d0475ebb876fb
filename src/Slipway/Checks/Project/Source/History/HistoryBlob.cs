using System.Globalization;

namespace Slipway.Checks.Project.Source.History;

/// <summary>The content of a file at some commit.</summary>
/// <param name="Id">Its id, hexadecimal.</param>
/// <param name="Path">A path that it had.</param>
internal sealed record HistoryBlob(string Id, string Path)
{
    /// <summary>The first 64 bits of the id: enough to tell the blobs of one repository apart.</summary>
    public ulong Short => ShortOf(Id);

    public static ulong ShortOf(string id) => ulong.Parse(id.AsSpan(0, 16), NumberStyles.HexNumber);
}
