using Slipway.Content;
using Slipway.Problems;

namespace Slipway.Deployments.Planning;

/// <summary>What a shared path takes the place of: a folder's files are its first content, but a file or link would vanish under an empty folder.</summary>
internal static class SharedContent
{
    public static IEnumerable<Problem> Judge(Manifest manifest, IReadOnlyList<string> shared)
    {
        var entries = manifest.Entries.ToDictionary(e => e.Path);
        var links = new LinkResolver(manifest.Entries.Where(e => e.Target is not null).ToDictionary(e => e.Path, e => e.Target!), null);
        foreach (var path in shared.Select(s => s.Trim('/')))
            for (var at = path; at.Length > 0; at = at.LastIndexOf('/') is > 0 and var end ? at[..end] : "")
                if (entries.TryGetValue(at, out var entry) && (entry.IsFile || IsInnerLink(entry, links)))
                    yield return PlanProblems.SharedIsNoFolder(path, at, entry.IsFile ? "a file" : $"a link to {entry.Target}");
    }

    // One that leads out of the release was made for this machine: the shared folder is what takes its place.
    private static bool IsInnerLink(ManifestEntry entry, LinkResolver links) => entry.Target is { } target && links.StaysInside(entry.Path, target);
}
