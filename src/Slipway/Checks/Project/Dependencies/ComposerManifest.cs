using System.Text.Json;
using Slipway.Checks.Project.Source;
using Slipway.Stacks;

namespace Slipway.Checks.Project.Dependencies;

/// <summary>composer.json and composer.lock.</summary>
internal static class ComposerManifest
{
    public static DependencyManifest? Read(ProjectFolder folder, string path)
    {
        if (folder.Json(path) is not { } json)
            return null;
        var text = folder.Text(path);
        var lockPath = path[..^"json".Length] + "lock";
        var manifest = new DependencyManifest(Ecosystem.Composer, path)
        {
            LockNames = ["composer.lock"],
            Wanted = [.. Wants(json, "require", false, path, text), .. Wants(json, "require-dev", true, path, text)],
            Runtimes = [.. Runtimes(json, path, text)],
        };
        manifest = manifest with { NeedsLock = manifest.Wanted.Any(wanted => !IsPlatform(wanted.Name)) };
        if (!folder.HasFile(lockPath))
            return manifest;
        manifest = manifest with { Lock = lockPath };
        return LockReader.Json(folder, lockPath) is { } locked ? WithLock(manifest, json, locked) : manifest with { NotCompared = $"{lockPath} is no JSON" };
    }

    private static DependencyManifest WithLock(DependencyManifest manifest, JsonElement json, JsonElement locked)
    {
        List<Package> packages = [.. Packages(locked, "packages", false), .. Packages(locked, "packages-dev", true)];
        var isSame = locked.Text("content-hash") == ComposerHash.Of(json);
        var missing = manifest.Wanted.Where(wanted => !IsPlatform(wanted.Name) && packages.All(package => !package.Name.Equals(wanted.Name, StringComparison.OrdinalIgnoreCase)))
            .Select(wanted => $"{wanted.Name} is not in {manifest.Lock}").ToList();
        return manifest with
        {
            Packages = packages,
            Differences = isSame ? [] : missing.Count > 0 ? missing : [$"{manifest.Path} was changed after {manifest.Lock} was made (content-hash)"],
        };
    }

    private static IEnumerable<Package> Packages(JsonElement locked, string list, bool dev) =>
        locked.Items(list).Select(item => new Package(item.Text("name") ?? "", (item.Text("version") ?? "").TrimStart('v'), dev));

    private static IEnumerable<Wanted> Wants(JsonElement json, string list, bool dev, string path, string? text) =>
        json.Members(list).Select(member => new Wanted(member.Name, member.Value.AsText() ?? "", dev, LooseJson.Where(path, text, $"\"{member.Name}\"")));

    private static IEnumerable<RuntimeUse> Runtimes(JsonElement json, string path, string? text)
    {
        // config.platform says for which PHP packages are chosen, not which one runs.
        if (json.Object("require")?.Text("php") is { } php && VersionRange.Parse(php) is { } range)
            yield return new RuntimeUse("php", range, LooseJson.WhereIn(path, text, "\"require\"", "\"php\""));
    }

    /// <summary>The packages themselves are in git, so that their versions are fixed without a lock.</summary>
    public static bool IsVendored(ProjectFolder folder, SourceFiles files, DependencyManifest manifest)
    {
        if (manifest.Ecosystem != Ecosystem.Composer)
            return false;
        var vendor = folder.Json(manifest.Path)?.Object("config")?.Text("vendor-dir")?.TrimStart('.', '/').TrimEnd('/') ?? "vendor";
        var start = manifest.Path[..^"composer.json".Length] + (vendor.Length > 0 ? vendor + "/" : "");
        return manifest.Wanted.Where(wanted => !wanted.IsDev && !IsPlatform(wanted.Name)).All(wanted => files.Files.Any(file => file.IsTracked && file.Path.StartsWith($"{start}{wanted.Name}/", StringComparison.Ordinal)));
    }

    private static bool IsPlatform(string name) => !name.Contains('/');
}
