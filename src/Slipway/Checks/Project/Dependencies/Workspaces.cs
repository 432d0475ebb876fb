using System.Text.RegularExpressions;
using Slipway.Checks.Project.Source;
using Slipway.Stacks;

namespace Slipway.Checks.Project.Dependencies;

/// <summary>Members of a workspace share the lock of its root: npm, yarn, pnpm, bun, lerna, uv.</summary>
internal static partial class Workspaces
{
    private static readonly string[] Locks = ["package-lock.json", "npm-shrinkwrap.json", "yarn.lock", "pnpm-lock.yaml", "bun.lock", "bun.lockb"];

    /// <summary>The manifest with the lock of the nearest workspace above that it is a member of; the same where it has one, or is none.</summary>
    public static DependencyManifest WithLock(ProjectFolder folder, SourceFiles files, DependencyManifest manifest)
    {
        if (manifest.Lock is not null || manifest.Ecosystem is not (Ecosystem.Npm or Ecosystem.Python))
            return manifest;
        var own = Path.GetDirectoryName(manifest.Path)!;
        for (var above = own; above.Length > 0;)
        {
            above = Path.GetDirectoryName(above)!;
            var start = above.Length == 0 ? "" : above + "/";
            var locked = (manifest.Ecosystem == Ecosystem.Npm ? Locks : ["uv.lock"]).Select(name => start + name).FirstOrDefault(name => files.Find(name) is not null);
            if (locked is not null && IsMember(Members(folder, start, manifest.Ecosystem), own[start.Length..]))
                return manifest with { Lock = locked, NotCompared = $"it shares {locked} with its workspace" };
        }

        return manifest;
    }

    private static IEnumerable<string> Members(ProjectFolder folder, string start, Ecosystem ecosystem) => ecosystem == Ecosystem.Python
        ? UvMembers().Match(folder.Text(start + "pyproject.toml") ?? "") is { Success: true } match ? Quoted().Matches(match.Groups["list"].Value).Select(m => m.Groups["text"].Value) : []
        : NpmMembers(folder, start);

    private static IEnumerable<string> NpmMembers(ProjectFolder folder, string start)
    {
        var json = folder.Json(start + "package.json");
        foreach (var list in new[] { json, json?.Object("workspaces"), folder.Json(start + "lerna.json") })
            foreach (var item in list is { } one ? one.Items("workspaces").Concat(one.Items("packages")) : [])
                if (item.AsText() is { } pattern)
                    yield return pattern;
        if (PnpmPackages().Match(folder.Text(start + "pnpm-workspace.yaml") ?? "") is { Success: true } match)
            foreach (Match item in Item().Matches(match.Groups["list"].Value))
                yield return item.Groups["text"].Value;
    }

    private static bool IsMember(IEnumerable<string> patterns, string path)
    {
        var all = patterns.ToList();
        return all.Any(pattern => !pattern.StartsWith('!') && Matches(pattern, path)) && !all.Any(pattern => pattern.StartsWith('!') && Matches(pattern[1..], path));
    }

    private static bool Matches(string pattern, string path)
    {
        var text = Regex.Escape(pattern.StartsWith("./", StringComparison.Ordinal) ? pattern[2..] : pattern).TrimEnd('/').Replace(@"\*\*/", "(.*/)?").Replace(@"\*\*", ".*").Replace(@"\*", "[^/]*");
        return Regex.IsMatch(path, $"^{text}$", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
    }

    [GeneratedRegex(@"^packages:\s*\n(?<list>(?:[ \t]*(?:-.*|#.*)?\n?)+)", RegexOptions.Multiline | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PnpmPackages();

    [GeneratedRegex("""^\s*-\s*["']?(?<text>[^"'#\s]+)["']?""", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Item();

    [GeneratedRegex(@"\[tool\.uv\.workspace\][^\[]*?members\s*=\s*\[(?<list>[^\]]*)\]", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex UvMembers();

    [GeneratedRegex("""["'](?<text>[^"']+)["']""", RegexOptions.CultureInvariant)]
    private static partial Regex Quoted();
}
