using System.Text.RegularExpressions;
using Slipway.Checks.Project.Source;
using Slipway.Stacks;

namespace Slipway.Checks.Project.Dependencies;

/// <summary>Builds that run after an install that leaves out the tools to build with.</summary>
/// <param name="Builds">Number of files with a front-end build in them.</param>
/// <param name="Bare">Place of the install, place of the build that follows it, and the text of the install.</param>
public sealed partial record BuildStepFacts(int Builds, IReadOnlyList<(string Install, string Build, string Text)> Bare)
{
    private const int Deepest = 3;

    public static async Task<BuildStepFacts> ReadAsync(CheckedProject project, CancellationToken cancel)
    {
        var dependencies = await DependencyFacts.OfAsync(project, cancel);
        // Without tools in devDependencies nothing is left out.
        if (!dependencies.Manifests.Any(manifest => manifest.Ecosystem == Ecosystem.Npm && manifest.Wanted.Any(wanted => wanted.IsDev)))
            return new BuildStepFacts(0, []);
        var folder = new ProjectFolder(project.Folder);
        var paths = (await SourceFiles.OfAsync(project, cancel)).Files.Select(file => file.Path).Where(IsStepFile);
        return Read(paths.Select(path => (path, folder.Text(path) ?? "")));
    }

    internal static BuildStepFacts Read(IEnumerable<(string Path, string Text)> files)
    {
        var bare = new List<(string, string, string)>();
        var builds = 0;
        foreach (var (path, text) in files)
        {
            (string Where, string Text)? install = null;
            var lines = text.Split('\n');
            var hasBuild = false;
            for (var i = 0; i < lines.Length; i++)
            {
                if (lines[i].TrimStart().StartsWith('#'))
                    continue;
                if (Stage().IsMatch(lines[i]))
                    install = null;
                install = BareInstall().Match(lines[i]) is { Success: true } match ? ($"{path}:{i + 1}", match.Value.Trim()) : Install().IsMatch(lines[i]) ? null : install;
                if (!Build().IsMatch(lines[i]))
                    continue;
                hasBuild = true;
                if (install is { } left)
                    bare.Add((left.Where, $"{path}:{i + 1}", left.Text));
            }

            builds += hasBuild ? 1 : 0;
        }

        return new BuildStepFacts(builds, bare);
    }

    private static bool IsStepFile(string path)
    {
        var name = Path.GetFileName(path);
        return path.AsSpan().Count('/') <= Deepest && new SourceName(path).Kind == SourceKind.Own
            && (RuntimeFiles.IsDockerfile(name) || name is "Makefile" or "slipway.yaml" or "package.json" || name.EndsWith(".sh", StringComparison.Ordinal) || name.StartsWith("deploy", StringComparison.Ordinal)
                || (path.StartsWith(".github/workflows/", StringComparison.Ordinal) || name == ".gitlab-ci.yml"));
    }

    [GeneratedRegex(@"(NODE_ENV=production\s+(npm|yarn|pnpm)\s+(ci|install|i)\b|\b(npm|pnpm)\s+(ci|install|i)\b[^&;|\n]*(--production\b(?!=false)|--omit[= ]dev|--only[= ]prod|--prod\b)|\byarn\s+(install\s+)?[^&;|\n]*--production\b(?!=false))[^&;|\n]*", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex BareInstall();

    [GeneratedRegex(@"\b(npm|pnpm)\s+(ci|install|i)\b|\byarn(\s+install)?\s*($|&|;|--frozen|--immutable)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Install();

    [GeneratedRegex(@"\b(npm|pnpm|yarn)\s+(run\s+)?(build|prod|production)\b|\b(npx|pnpm\s+exec|yarn)\s+(vite|mix|webpack|tsc|next|nuxt|esbuild|rollup|parcel|tailwindcss|gulp|ng|astro|rspack|sass)\b|\bvite\s+build\b", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Build();

    [GeneratedRegex(@"^\s*FROM\s", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Stage();
}
