using System.Text;

namespace Slipway.Deployments.Proof;

/// <summary>The start of an answer's body: an app that writes without end must not fill the memory of who asks it.</summary>
internal static class BoundedBody
{
    public const int MaxBytes = 64 * 1024;

    /// <returns>At most <see cref="MaxBytes"/> of it, as UTF-8 text; what follows is not read.</returns>
    public static async Task<string> ReadAsync(HttpResponseMessage response, CancellationToken cancel)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancel);
        var buffer = new byte[MaxBytes];
        var count = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancel);
        return Encoding.UTF8.GetString(buffer, 0, count);
    }
}
