using System.Buffers;
using System.Text;
using Slipway.Checks.Project.Leaks;
using Slipway.Checks.Project.Source.EnvReads;

namespace Slipway.Checks.Project.Source;

/// <summary>Looks through the bytes of one file, once for all that anybody wants to know of it.</summary>
internal sealed class TextScan(LeakSearch leaks)
{
    private const int LookedAtForNul = 8000;

    public FileScan Scan(ReadOnlySpan<byte> bytes, in SourceName name)
    {
        if (bytes[..Math.Min(bytes.Length, LookedAtForNul)].Contains((byte)0))
            return FileScan.Binary;
        var chars = ArrayPool<char>.Shared.Rent(bytes.Length);
        try
        {
            var text = chars.AsSpan(0, Encoding.Latin1.GetChars(bytes, chars));
            var form = FileForm.Text | (bytes.IndexOf("\r\n"u8) >= 0 ? FileForm.CrLf : 0) | (bytes.StartsWith("#!"u8) ? FileForm.Script : 0);
            return new FileScan(form, leaks.Find(text, name), EnvReadFinder.Find(text, name));
        }
        finally
        {
            // It held secrets, and the pool would hand it to anybody.
            chars.AsSpan(0, bytes.Length).Clear();
            ArrayPool<char>.Shared.Return(chars);
        }
    }
}
