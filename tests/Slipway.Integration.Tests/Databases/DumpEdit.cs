using System.IO.Compression;
using Xunit;

namespace Slipway.Integration.Tests.Databases;

/// <summary>Spoils a dump so that only the server notices.</summary>
internal static class DumpEdit
{
    public static async Task ReplaceAsync(string path, string text, string by)
    {
        string all;
        await using (var from = new GZipStream(File.OpenRead(path), CompressionMode.Decompress))
        using (var reader = new StreamReader(from, System.Text.Encoding.Latin1))
            all = await reader.ReadToEndAsync();
        Assert.Contains(text, all);
        await using var to = new GZipStream(File.Create(path), CompressionMode.Compress);
        await to.WriteAsync(System.Text.Encoding.Latin1.GetBytes(all.Replace(text, by)));
    }
}
