using System.Numerics;

namespace Slipway.Deployments.Journals;

/// <summary>CRC-32C (Castagnoli), as in RFC 3720 appendix B.4: of "123456789" it is e3069283.</summary>
internal static class Crc32C
{
    public static uint Of(ReadOnlySpan<byte> data)
    {
        var crc = uint.MaxValue;
        foreach (var b in data)
            crc = BitOperations.Crc32C(crc, b);
        return ~crc;
    }
}
