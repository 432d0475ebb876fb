using System.IO.Compression;
using System.Security.Cryptography;
using Slipway.Files;

namespace Slipway.Hosts;

/// <summary>The agent program that is pushed to hosts. Its SHA-256 is its version: a host has exactly this one or gets it.</summary>
public sealed class AgentImage
{
    private readonly Lazy<byte[]> _compressed;
    private readonly int? _knownBytes;

    private AgentImage(string digest, Func<byte[]> compressed, int? knownBytes = null) =>
        (Digest, _compressed, _knownBytes) = (digest, new Lazy<byte[]>(compressed), knownBytes);

    /// <summary>SHA-256 of the program, 64 lower-case hexadecimal digits.</summary>
    public string Digest { get; }

    /// <summary>The program as gzip; made at first use and kept beside the program as <c>.gz</c> when that folder can be written.</summary>
    public ReadOnlyMemory<byte> Compressed => _compressed.Value;

    /// <summary>Length of <see cref="Compressed"/>.</summary>
    public int CompressedBytes => _knownBytes ?? _compressed.Value.Length;

    /// <exception cref="Problems.ProblemException"><c>host.no-agent</c>: the file does not exist.</exception>
    public static AgentImage Load(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            var digest = Convert.ToHexStringLower(SHA256.HashData(file));
            return new AgentImage(digest, () => Compress(path, digest));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw HostProblems.NoAgent(path, e.Message);
        }
    }

    /// <summary>An agent that is part of the client.</summary>
    /// <param name="digest">SHA-256 of the program, 64 lower-case hexadecimal digits; the host checks what it receives against it.</param>
    /// <param name="gzip">Reads the program as gzip; called when a host lacks it, at most once.</param>
    /// <param name="gzipBytes">Its length.</param>
    public static AgentImage Of(string digest, Func<byte[]> gzip, int gzipBytes) => new(digest, gzip, gzipBytes);

    private static byte[] Compress(string path, string digest)
    {
        var kept = $"{path}.{digest[..16]}.gz";
        if (File.Exists(kept) && Matches(File.ReadAllBytes(kept), digest) is { } known)
            return known;
        using var target = new MemoryStream();
        using (var gzip = new GZipStream(target, CompressionLevel.Optimal, leaveOpen: true))
        using (var source = File.OpenRead(path))
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

    private static byte[]? Matches(byte[] compressed, string digest)
    {
        try
        {
            using var gzip = new GZipStream(new MemoryStream(compressed), CompressionMode.Decompress);
            return Convert.ToHexStringLower(SHA256.HashData(gzip)) == digest ? compressed : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
