using System.Text.Json;
using System.Text.RegularExpressions;
using Slipway.Stacks;

namespace Slipway.Checks.Project.Dependencies;

/// <summary>A project file of .NET with its packages.lock.json.</summary>
internal static partial class NugetManifest
{
    public static DependencyManifest? Read(ProjectFolder folder, string path)
    {
        if (folder.Text(path) is not { } text)
            return null;
        List<Wanted> wanted = [.. References().Matches(text).Select(match => new Wanted(
            match.Groups["name"].Value, match.Groups["version"].Value, match.Value.Contains("PrivateAssets=\"all\"", StringComparison.OrdinalIgnoreCase), Where(path, text, match.Index)))];
        var lockPath = Path.Combine(Path.GetDirectoryName(path) ?? "", "packages.lock.json");
        var central = folder.Text("Directory.Build.props") ?? "";
        var manifest = new DependencyManifest(Ecosystem.Nuget, path)
        {
            LockNames = ["packages.lock.json"],
            Wanted = wanted,
            NeedsLock = wanted.Any(one => one.Range.Contains('*')) || AsksForLock().IsMatch(text) || AsksForLock().IsMatch(central),
            Lock = folder.HasFile(lockPath) ? lockPath : null,
            Runtimes = [.. Frameworks().Matches(text).SelectMany(match => match.Groups["names"].Value.Split(';').Select(name => Use(name, Where(path, text, match.Index)))).OfType<RuntimeUse>()],
        };
        return manifest.Lock is { } name && LockReader.Json(folder, name) is { } locked ? WithLock(manifest, locked) : manifest;
    }

    private static DependencyManifest WithLock(DependencyManifest manifest, JsonElement locked)
    {
        var entries = locked.Members("dependencies").SelectMany(framework => framework.Value.EnumerateObject()).ToList();
        var direct = entries.Where(entry => entry.Value.Text("type") == "Direct").DistinctBy(entry => entry.Name, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(entry => entry.Name, entry => entry.Value.Text("requested") ?? "", StringComparer.OrdinalIgnoreCase);
        return manifest with
        {
            Packages = [.. entries.Select(entry => new Package(entry.Name, entry.Value.Text("resolved") ?? "", false)).Distinct()],
            Differences = [.. Differences(manifest, direct)],
        };
    }

    private static IEnumerable<string> Differences(DependencyManifest manifest, Dictionary<string, string> direct)
    {
        foreach (var wanted in manifest.Wanted)
            if (!direct.TryGetValue(wanted.Name, out var requested))
                yield return $"{wanted.Name} is not in {manifest.Lock}";
            else if (IsVersion().IsMatch(wanted.Range) && requested != $"[{wanted.Range}, )")
                yield return $"{wanted.Name} is {wanted.Range} in {manifest.Path}, {requested.TrimStart('[').Split(',')[0]} in {manifest.Lock}";
    }

    private static RuntimeUse? Use(string framework, string where) =>
        NetVersion().Match(framework.Trim()) is { Success: true } match && VersionRange.Parse(match.Groups["version"].Value) is { } range ? new RuntimeUse("dotnet", range, where) : null;

    private static string Where(string path, string text, int at) => $"{path}:{text.AsSpan(0, at).Count('\n') + 1}";

    [GeneratedRegex("""<PackageReference\s+[^>]*?Include="(?<name>[^"]+)"(?:[^>]*?Version="(?<version>[^"]*)")?[^>]*>""", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex References();

    [GeneratedRegex("<TargetFrameworks?>(?<names>[^<]+)<", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Frameworks();

    [GeneratedRegex("<RestorePackagesWithLockFile>\\s*true", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex AsksForLock();

    [GeneratedRegex("^net(?:coreapp)?(?<version>\\d+\\.\\d+)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NetVersion();

    [GeneratedRegex("^\\d+(\\.\\d+)+$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex IsVersion();
}
