using Slipway.Stacks;

namespace Slipway.Checks.Project.Dependencies;

/// <summary>poetry.lock, uv.lock, pdm.lock, pylock.toml or Pipfile.lock, and how it differs from what is asked for.</summary>
internal static class PythonLock
{
    /// <summary>The manifest with what its lock fixes; as it is when the lock cannot be read.</summary>
    public static DependencyManifest Add(DependencyManifest manifest, ProjectFolder folder)
    {
        if (manifest.Lock is not { } name)
            return manifest;
        var packages = name.EndsWith("Pipfile.lock", StringComparison.Ordinal) ? Pipfile(folder, name) : LockReader.Read(folder, name) is { } text ? Toml(text) : null;
        return packages is null
            ? manifest with { NotCompared = $"{name} is too large or cannot be read" }
            : manifest with { Packages = packages, Differences = [.. manifest.Wanted.Select(wanted => Difference(wanted, packages, name)).OfType<string>()] };
    }

    // One package may stand there several times, for several versions of Python; uv names no version where the code tells it.
    private static List<Package> Toml(string text)
    {
        var packages = new List<Package>();
        foreach (var line in TomlLines.Read(text).Where(line => line.Table is "[package]" or "[packages]"))
            if (line.Key == "name")
                packages.Add(new Package(PythonNames.Normal(line.Value.Trim('"')), "", false));
            else if (line.Key == "version" && packages.Count > 0)
                packages[^1] = packages[^1] with { Version = line.Value.Trim('"') };
        return packages;
    }

    private static List<Package>? Pipfile(ProjectFolder folder, string name) => LockReader.Json(folder, name) is { } locked
        ? [.. new[] { "default", "develop" }.SelectMany(list =>
            locked.Members(list).Select(member => new Package(PythonNames.Normal(member.Name), (member.Value.Text("version") ?? "").TrimStart('='), list == "develop")))]
        : null;

    private static string? Difference(Wanted wanted, List<Package> packages, string name)
    {
        var locked = packages.Where(package => package.Name == wanted.Name).ToList();
        if (locked.Count == 0)
            return $"{wanted.Name} is not in {name}";
        return Range(wanted.Range) is { } range && locked.All(package => package.Version.Length > 0 && !range.Takes(package.Version))
            ? $"{wanted.Name} is {locked[0].Version} in {name}, which {wanted.Range} does not take"
            : null;
    }

    // To the second number 5.2.1 is 5.2, so >5.2 is read as >=5.2; an epoch (1!2.0) is not read.
    private static VersionRange? Range(string text) =>
        text.Contains('!') ? null : VersionRange.Parse(text.Replace(">", ">=").Replace(">==", ">="), tildeOfTwoIsMinor: true);
}
