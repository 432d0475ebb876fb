using System.Text.RegularExpressions;

namespace Slipway.Deployments.Machines;

/// <summary>The Unix sockets that files of ours make nginx listen on.</summary>
internal static partial class NginxSockets
{
    public static IReadOnlyList<string> Of(IEnumerable<string> files) =>
        [.. files.Where(File.Exists).SelectMany(File.ReadLines).Select(line => Listen().Match(line)).Where(m => m.Success).Select(m => m.Groups[1].Value).Distinct()];

    [GeneratedRegex("^ *listen unix:([^ ;]+)")]
    private static partial Regex Listen();
}
