using Slipway.Deployments.Releases;
using Slipway.Deployments.Steps;
using Slipway.Hosts;

namespace Slipway.Deployments.Owners;

/// <summary>Finds the other app environments of a host by their state folders.</summary>
internal static class Neighbours
{
    /// <summary>A state folder with this ending has been given up by hand. No key has a dot in it.</summary>
    public const string Retired = ".retired";

    public static IReadOnlyList<Neighbour> Of(HostLayout layout)
    {
        var parent = Path.GetDirectoryName(layout.State)!;
        if (!Directory.Exists(parent))
            return [];
        return
        [
            .. Directory.EnumerateDirectories(parent).Where(folder => folder != layout.State && !Path.GetFileName(folder).Contains('.'))
                .Order(StringComparer.Ordinal).Select(OwnerFiles.OfState).OfType<OwnerRecord>().Where(o => !o.Owns(layout)).Select(Describe),
        ];
    }

    public static Neighbour Describe(OwnerRecord owner)
    {
        var layout = HostLayout.Server(owner.App, owner.Environment, owner.Root);
        var serving = CurrentLink.Read(layout.Current);
        var processes = serving is null ? [] : ReleaseDescription.Read(layout.Release(serving))?.Processes ?? [];
        return new(owner, serving, [.. processes.Select(p => $"{p.UnitOn(layout)}@{serving}.service")]) 
        {
            Folders = [.. ((string[])[layout.Shared, layout.Env]).Where(Directory.Exists).Select(f => Path.GetFileName(f))],
        };
    }
}
