using System.Text.Json;
using Slipway.Stacks;

namespace Slipway.Checks.Project.Dependencies;

/// <summary>package.json with package-lock.json, yarn.lock or pnpm-lock.yaml.</summary>
internal static class NpmManifest
{
    private static readonly string[] Lists = ["dependencies", "devDependencies", "optionalDependencies"];

    private static readonly string[] Locks = ["package-lock.json", "npm-shrinkwrap.json", "yarn.lock", "pnpm-lock.yaml", "bun.lock", "bun.lockb"];

    public static DependencyManifest? Read(ProjectFolder folder, string path)
    {
        if (folder.Json(path) is not { } json)
            return null;
        var text = folder.Text(path);
        var beside = path[..^"package.json".Length];
        List<Wanted> wanted = [.. Lists.SelectMany(list => json.Members(list).Select(member => new Wanted(
            member.Name, member.Value.AsText() ?? "", list == "devDependencies", LooseJson.Where(path, text, $"\"{member.Name}\""))))];
        var manifest = new DependencyManifest(Ecosystem.Npm, path)
        {
            LockNames = Locks,
            NeedsLock = wanted.Count > 0,
            Wanted = wanted,
            Lock = Locks.Select(name => beside + name).FirstOrDefault(folder.HasFile),
            Runtimes = json.Object("engines")?.Text("node") is { } node && VersionRange.Parse(node, tildeOfTwoIsMinor: true) is { } range
                ? [new RuntimeUse("node", range, LooseJson.Where(path, text, "\"node\""))] : [],
        };
        return manifest.Lock switch
        {
            null => manifest,
            var name when name.EndsWith(".json", StringComparison.Ordinal) => LockReader.Json(folder, name) is { } locked ? WithNpmLock(manifest, json, locked) : manifest with { NotCompared = $"{name} is too large or no JSON" },
            var name when name.EndsWith("bun.lockb", StringComparison.Ordinal) => manifest with { NotCompared = $"{name} is a binary file" },
            var name => LockReader.Read(folder, name) is { } lines ? manifest with { Differences = [.. TextDifferences(manifest, lines)] } : manifest with { NotCompared = $"{name} is too large" },
        };
    }

    private static DependencyManifest WithNpmLock(DependencyManifest manifest, JsonElement json, JsonElement locked) => manifest with
    {
        Packages = [.. locked.Members("packages").Where(member => member.Name.Contains("node_modules/", StringComparison.Ordinal))
            .Select(member => new Package(member.Name[(member.Name.LastIndexOf("node_modules/", StringComparison.Ordinal) + 13)..], member.Value.Text("version") ?? "", IsDev(member.Value)))],
        Differences = [.. locked.Object("packages")?.Object("") is { } root ? RootDifferences(manifest, json, root) : OldDifferences(manifest, locked)],
    };

    private static bool IsDev(JsonElement package) => package.TryGetProperty("dev", out var dev) && dev.ValueKind == JsonValueKind.True;

    private static IEnumerable<string> RootDifferences(DependencyManifest manifest, JsonElement json, JsonElement root)
    {
        foreach (var list in Lists)
        {
            var wanted = json.Members(list).ToDictionary(member => member.Name, member => member.Value.AsText());
            var locked = root.Members(list).ToDictionary(member => member.Name, member => member.Value.AsText());
            foreach (var (name, range) in wanted)
                if (!locked.TryGetValue(name, out var other))
                    yield return $"{name} is not in {manifest.Lock}";
                else if (other != range)
                    yield return $"{name} is {range} in {manifest.Path}, {other} in {manifest.Lock}";
            foreach (var name in locked.Keys.Except(wanted.Keys))
                yield return $"{name} is in {manifest.Lock} only";
        }
    }

    // npm 5 and 6 kept no copy of package.json.
    private static IEnumerable<string> OldDifferences(DependencyManifest manifest, JsonElement locked) =>
        locked.Object("dependencies") is { } known ? manifest.Wanted.Where(wanted => !known.TryGetProperty(wanted.Name, out _)).Select(wanted => $"{wanted.Name} is not in {manifest.Lock}") : [];

    private static IEnumerable<string> TextDifferences(DependencyManifest manifest, string text)
    {
        var lines = text.Split('\n').Select(line => line.Trim().Trim('"', '\'', ':')).ToList();
        var isPnpm = manifest.Lock!.EndsWith(".yaml", StringComparison.Ordinal);
        foreach (var (name, range) in manifest.Wanted.Select(wanted => (wanted.Name, wanted.Range)))
        {
            if (isPnpm ? !lines.Any(line => line.TrimEnd('\'', '"') == name || line.StartsWith($"{name}:", StringComparison.Ordinal)) : !text.Contains($"{name}@", StringComparison.Ordinal))
                yield return $"{name} is not in {manifest.Lock}";
            else if (isPnpm ? !text.Contains($": {range}", StringComparison.Ordinal) && !text.Contains($": '{range}'", StringComparison.Ordinal)
                : !text.Contains($"{name}@{range}", StringComparison.Ordinal) && !text.Contains($"{name}@npm:{range}", StringComparison.Ordinal) && manifest.Lock.EndsWith("yarn.lock", StringComparison.Ordinal))
                yield return $"{name} is {range} in {manifest.Path}, another range in {manifest.Lock}";
        }
    }
}
