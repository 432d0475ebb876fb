using System.IO.Compression;
using System.Security.Cryptography;
using Slipway.Files;

namespace Slipway.Hosts;

/// <summary>The agent program that is pushed to hosts. Its SHA-256 is its version: a host has exactly this one or gets it.</summary>
public sealed class AgentImage
{
    private readonly Lazy<byte[]> _compressed;

    private AgentImage(string path, string digest)
    {
        Path = path;
        Digest = digest;
        _compressed = new Lazy<byte[]>(Compress);
    }

    public string Path { get; }

    /// <summary>SHA-256 of the program, 64 lower-case hexadecimal digits.</summary>
    public string Digest { get; }

    /// <summary>The program as gzip; made at first use and kept beside the program as <c>.gz</c> when that folder can be written.</summary>
    public ReadOnlyMemory<byte> Compressed => _compressed.Value;

    /// <exception cref="Problems.ProblemException"><c>host.no-agent</c>: the file does not exist.</exception>
    public static AgentImage Load(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            return new AgentImage(path, Convert.ToHexStringLower(SHA256.HashData(file)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw HostProblems.NoAgent(path, e.Message);
        }
    }

    private byte[] Compress()
    {
        var kept = $"{Path}.{Digest[..16]}.gz";
        if (File.Exists(kept) && Matches(File.ReadAllBytes(kept)) is { } known)
            return known;
        using var target = new MemoryStream();
        using (var gzip = new GZipStream(target, CompressionLevel.Optimal, leaveOpen: true))
        using (var source = File.OpenRead(Path))
            source.CopyTo(gzip);
        var bytes = target.ToArray();
        try
        {
            AtomicFile.Write(kept, bytes, 0b110_100_100);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Installed where we may not write: it is compressed again next time.
        }

        return bytes;
    }

    private byte[]? Matches(byte[] compressed)
    {
        try
        {
            using var gzip = new GZipStream(new MemoryStream(compressed), CompressionMode.Decompress);
            return Convert.ToHexStringLower(SHA256.HashData(gzip)) == Digest ? compressed : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
