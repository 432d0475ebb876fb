using Slipway.Content;
using Slipway.Deployments.Releases;

namespace Slipway.Deployments.Planning;

/// <summary>Symlinks of what is sent whose target is not: git ignores it, an exclude has it, or it was never there.</summary>
internal static class DanglingLinks
{
    private const int MostTold = 5;

    /// <summary>A line for each, the first few.</summary>
    public static IEnumerable<string> Told(Manifest manifest, ReleaseSettings settings)
    {
        var all = Find(manifest, settings).ToList();
        foreach (var (path, target) in all.Take(MostTold))
            yield return $"{path} is a symlink to {target}, which is not among what is sent: it leads nowhere unless the build makes it";
        if (all.Count > MostTold)
            yield return $"{all.Count - MostTold} more symlinks lead to what is not sent";
    }

    private static IEnumerable<(string Path, string Target)> Find(Manifest manifest, ReleaseSettings settings)
    {
        var links = manifest.Entries.Where(e => e.Target is not null).ToDictionary(e => e.Path, e => e.Target!);
        if (links.Count == 0)
            return [];
        string[] made = [.. settings.Shared.Concat(settings.Writable).Concat(settings.Links.Keys).Select(p => p.Trim('/'))];
        var there = manifest.Entries.Where(e => e.Target is null).Select(e => e.Path).Concat(manifest.Folders).Append("").ToHashSet();
        var resolver = new LinkResolver(links, null);
        return links.Where(l => !made.Contains(l.Key) && resolver.End(l.Key, l.Value) is { } end && !IsThere(end))
            .Select(l => (l.Key, l.Value));

        bool IsThere(string end) => there.Contains(end) || made.Any(m => Below(end, m) || Below(m, end));
    }

    private static bool Below(string path, string folder) => path == folder || path.StartsWith(folder + "/", StringComparison.Ordinal);
}
