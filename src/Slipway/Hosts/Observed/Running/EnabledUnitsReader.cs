using Slipway.Files;

namespace Slipway.Hosts.Observed.Running;

internal static class EnabledUnitsReader
{
    private const string Folder = "/etc/systemd/system";

    public static EnabledUnitsFact Read(HostView host)
    {
        var all = host.Entries(Folder);
        return new(
            [.. all.Where(path => path.EndsWith(".wants", StringComparison.Ordinal) || path.EndsWith(".requires", StringComparison.Ordinal))
                .SelectMany(folder => host.Entries(folder)).Select(Name).Distinct().Order(StringComparer.Ordinal)],
            [.. all.Where(path => host.Status(path) is { Kind: FileKind.File }).Select(Name)],
            [.. all.Where(path => host.LinkTarget(path) == "/dev/null").Select(Name)]);
    }

    private static string Name(string path) => Path.GetFileName(path);
}
