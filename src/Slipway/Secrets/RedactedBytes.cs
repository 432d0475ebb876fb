using System.Text;

namespace Slipway.Secrets;

/// <summary>A stream of bytes without its secrets; all else goes on as it is, whatever pieces it comes in.</summary>
internal sealed class RedactedBytes(IEnumerable<Secret> secrets, Stream output)
{
    private readonly Redactor _redactor = Redactor.OfBytes(secrets);
    private string _held = "";

    /// <summary>Copies to the end of <paramref name="input"/>. Of what has come, the last bytes are held back while they may be the start of a secret.</summary>
    public async Task CopyAsync(Stream input, CancellationToken cancel)
    {
        var buffer = new byte[1 << 16];
        for (int count; (count = await input.ReadAsync(buffer, cancel)) > 0;)
        {
            var text = _held + Encoding.Latin1.GetString(buffer, 0, count);
            var cut = _redactor.CutBefore(text, Math.Max(0, text.Length - Math.Max(0, _redactor.Longest - 1)));
            _held = text[cut..];
            await WriteAsync(text[..cut], cancel);
        }

        await WriteAsync(_held, cancel);
    }

    private async Task WriteAsync(string text, CancellationToken cancel)
    {
        if (text.Length > 0)
            await output.WriteAsync(Encoding.Latin1.GetBytes(_redactor.Redact(text)), cancel);
    }
}
