using System.Globalization;
using Slipway.Hosts;

namespace Slipway.Deployments.Releases;

/// <summary>Numbers of release ids.</summary>
public static class ReleaseNumbers
{
    /// <summary>17 of "17-3fa9c2d1"; 0 for anything else.</summary>
    public static int Of(string release) =>
        int.TryParse(release.Split('-')[0], CultureInfo.InvariantCulture, out var number) ? number : 0;

    /// <summary>The highest of what lies on the disk, half made ones too: a journal may be lost.</summary>
    public static int HighestOn(HostLayout layout) => Directory.Exists(layout.Releases)
        ? Directory.EnumerateDirectories(layout.Releases).Select(f => Of(Path.GetFileName(f))).DefaultIfEmpty(0).Max()
        : 0;
}
