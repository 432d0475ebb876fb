using Slipway.Stacks;

namespace Slipway.Checks.Dependencies;

/// <summary>requirements.txt, or pyproject.toml with poetry.lock or uv.lock, or Pipfile with Pipfile.lock.</summary>
internal static class PythonManifest
{
    private static readonly string[] Locks = ["poetry.lock", "uv.lock", "pdm.lock", "pylock.toml"];

    private static readonly string[] DevWords = ["dev", "test", "local", "lint", "doc", "ci"];

    /// <summary>True for requirements.txt and its kind; <c>requirements/production.txt</c> is one too.</summary>
    public static bool IsRequirements(string path) =>
        path.EndsWith(".txt", StringComparison.Ordinal) && (Path.GetFileName(path).StartsWith("requirements", StringComparison.Ordinal) || Path.GetFileName(Path.GetDirectoryName(path)) == "requirements");

    public static Manifest ReadRequirements(ProjectFolder folder, string path)
    {
        var dev = DevWords.Any(word => Path.GetFileName(path).Contains(word, StringComparison.Ordinal));
        var wanted = RequirementsFile.Read(folder, path, dev);
        return new Manifest(Ecosystem.Python, path)
        {
            Lock = path,
            LockNames = [path],
            NeedsLock = !dev,
            Wanted = wanted,
            Packages = [.. wanted.Where(RequirementsFile.IsPinned).Where(one => one.Range.StartsWith('=')).Select(one => new Package(one.Name, one.Range.TrimStart('=').Trim(), dev))],
            Unpinned = dev ? [] : [.. wanted.Where(one => !RequirementsFile.IsPinned(one))],
        };
    }

    public static Manifest? ReadProject(ProjectFolder folder, string path)
    {
        if (folder.Text(path) is not { } text)
            return null;
        var beside = path[..^"pyproject.toml".Length];
        var wanted = Project(text, path).ToList();
        if (wanted.Count == 0)
            return null;
        var manifest = new Manifest(Ecosystem.Python, path)
        {
            LockNames = Locks,
            Wanted = wanted,
            Lock = Locks.Select(name => beside + name).FirstOrDefault(folder.HasFile),
            Runtimes = [.. Runtimes(text, path)],
        };
        return manifest.Lock is { } name && LockText.Read(folder, name) is { } locked ? WithLock(manifest, Packages(locked)) : manifest;
    }

    public static Manifest? ReadPipfile(ProjectFolder folder, string path)
    {
        if (folder.Text(path) is not { } text)
            return null;
        var manifest = new Manifest(Ecosystem.Python, path)
        {
            LockNames = ["Pipfile.lock"],
            Wanted = [.. TomlLines.Read(text).Where(line => line.Table is "packages" or "dev-packages")
                .Select(line => new Wanted(PythonNames.Normal(line.Key), TomlLines.Strings(line.Value).FirstOrDefault() ?? "", line.Table == "dev-packages", $"{path}:{line.Line}"))],
            Lock = folder.HasFile(path + ".lock") ? path + ".lock" : null,
            Runtimes = [.. TomlLines.Read(text).Where(line => line is { Table: "requires", Key: "python_version" or "python_full_version" })
                .Select(line => Use(TomlLines.Strings(line.Value).FirstOrDefault(), $"{path}:{line.Line}")).OfType<RuntimeUse>()],
        };
        if (manifest.Lock is null || LockText.Json(folder, manifest.Lock) is not { } locked)
            return manifest;
        return WithLock(manifest, [.. new[] { "default", "develop" }.SelectMany(list =>
            locked.Members(list).Select(member => new Package(PythonNames.Normal(member.Name), (member.Value.Text("version") ?? "").TrimStart('='), list == "develop")))]);
    }

    private static Manifest WithLock(Manifest manifest, List<Package> packages) => manifest with
    {
        Packages = packages,
        Differences = [.. manifest.Wanted.Where(wanted => packages.All(package => package.Name != wanted.Name)).Select(wanted => $"{wanted.Name} is not in {manifest.Lock}")],
    };

    private static List<Package> Packages(string text)
    {
        var packages = new List<Package>();
        var name = "";
        foreach (var line in TomlLines.Read(text).Where(line => line.Table is "[package]" or "[packages]"))
            if (line.Key == "name")
                name = PythonNames.Normal(line.Value.Trim('"'));
            else if (line.Key == "version")
                packages.Add(new Package(name, line.Value.Trim('"'), false));
        return packages;
    }

    private static IEnumerable<Wanted> Project(string text, string path)
    {
        foreach (var (table, key, value, line) in TomlLines.Read(text))
        {
            var where = $"{path}:{line}";
            if (table == "project" && key == "dependencies")
                foreach (var (name, range) in TomlLines.Strings(value).Where(item => item.Length > 0).Select(PythonNames.Split).Where(item => item.Name.Length > 0))
                    yield return new Wanted(name, range, false, where);
            else if (table == "dependency-groups")
                foreach (var (name, range) in TomlLines.Strings(value).Select(PythonNames.Split).Where(item => item.Name.Length > 0))
                    yield return new Wanted(name, range, true, where);
            else if (key != "python" && table.StartsWith("tool.poetry.", StringComparison.Ordinal) && table.EndsWith("dependencies", StringComparison.Ordinal))
                yield return new Wanted(PythonNames.Normal(key), TomlLines.Strings(value).FirstOrDefault() ?? "", table != "tool.poetry.dependencies", where);
        }
    }

    private static IEnumerable<RuntimeUse> Runtimes(string text, string path) =>
        TomlLines.Read(text).Where(line => line is { Table: "project", Key: "requires-python" } or { Table: "tool.poetry.dependencies", Key: "python" })
            .Select(line => Use(TomlLines.Strings(line.Value).FirstOrDefault(), $"{path}:{line.Line}")).OfType<RuntimeUse>();

    private static RuntimeUse? Use(string? range, string where) => range is not null && VersionRange.Parse(range) is { } parsed ? new RuntimeUse("python", parsed, where) : null;
}
