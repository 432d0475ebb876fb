using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Slipway.Files;

namespace Slipway.Checks.Project.Leaks;

/// <summary>Makes keyed fingerprints of secrets with a key that never leaves this machine.</summary>
public sealed class Fingerprints
{
    private const int KeySize = 32;
    private readonly byte[] _key;

    public Fingerprints(ReadOnlySpan<byte> key) => _key = key.ToArray();

    /// <summary>The key in this file, made when there is none; readable by its owner only. When it cannot be kept, one for this run.</summary>
    public static Fingerprints Load(string path)
    {
        try
        {
            if (File.Exists(path) && File.ReadAllBytes(path) is { Length: KeySize } known)
                return new Fingerprints(known);
            var made = RandomNumberGenerator.GetBytes(KeySize);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            AtomicFile.Write(path, made);
            return new Fingerprints(made);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new Fingerprints(RandomNumberGenerator.GetBytes(KeySize));
        }
    }

    public ulong Of(ReadOnlySpan<char> value)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(value.ToArray()), hash);
        return BinaryPrimitives.ReadUInt64LittleEndian(hash);
    }
}
