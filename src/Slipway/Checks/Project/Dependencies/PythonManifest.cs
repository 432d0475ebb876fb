using System.Text.RegularExpressions;
using Slipway.Stacks;

namespace Slipway.Checks.Project.Dependencies;

/// <summary>requirements.txt, or pyproject.toml with poetry.lock or uv.lock, or Pipfile with Pipfile.lock.</summary>
internal static partial class PythonManifest
{
    private static readonly string[] Locks = ["poetry.lock", "uv.lock", "pdm.lock", "pylock.toml"];

    private static readonly string[] DevWords = ["dev", "test", "local", "lint", "doc", "ci"];

    /// <summary>True for requirements.txt and its kind; <c>requirements/production.txt</c> is one too.</summary>
    public static bool IsRequirements(string path) =>
        path.EndsWith(".txt", StringComparison.Ordinal) && (Path.GetFileName(path).StartsWith("requirements", StringComparison.Ordinal) || Path.GetFileName(Path.GetDirectoryName(path)) == "requirements");

    public static DependencyManifest ReadRequirements(ProjectFolder folder, string path)
    {
        var dev = DevWords.Any(word => Path.GetFileName(path).Contains(word, StringComparison.Ordinal));
        var wanted = RequirementsFile.Read(folder, path, dev);
        return new DependencyManifest(Ecosystem.Python, path)
        {
            Lock = path,
            LockNames = [path],
            NeedsLock = !dev,
            Wanted = wanted,
            Packages = [.. wanted.Where(RequirementsFile.IsPinned).Where(one => one.Range.StartsWith('=')).Select(one => new Package(one.Name, one.Range.TrimStart('=').Trim(), dev))],
            Unpinned = dev ? [] : [.. wanted.Where(one => !RequirementsFile.IsPinned(one))],
        };
    }

    public static DependencyManifest? ReadProject(ProjectFolder folder, string path)
    {
        if (folder.Text(path) is not { } text)
            return null;
        var beside = path[..^"pyproject.toml".Length];
        var wanted = Project(text, path).ToList();
        if (wanted.Count == 0)
            return null;
        string[] locks = [.. Locks.OrderByDescending(name => text.Contains($"[tool.{Path.GetFileNameWithoutExtension(name)}", StringComparison.Ordinal))];
        var manifest = new DependencyManifest(Ecosystem.Python, path)
        {
            LockNames = locks,
            Wanted = wanted,
            Lock = locks.Select(name => beside + name).FirstOrDefault(folder.HasFile),
            Runtimes = [.. Runtimes(text, path)],
        };
        return PythonLock.Add(manifest, folder);
    }

    public static DependencyManifest? ReadPipfile(ProjectFolder folder, string path)
    {
        if (folder.Text(path) is not { } text)
            return null;
        var manifest = new DependencyManifest(Ecosystem.Python, path)
        {
            LockNames = ["Pipfile.lock"],
            Wanted = [.. TomlLines.Read(text).Where(line => line.Table is "packages" or "dev-packages")
                .Select(line => new Wanted(PythonNames.Normal(line.Key), Version(line.Value), line.Table == "dev-packages", $"{path}:{line.Line}"))],
            Lock = folder.HasFile(path + ".lock") ? path + ".lock" : null,
            Runtimes = [.. TomlLines.Read(text).Where(line => line is { Table: "requires", Key: "python_version" or "python_full_version" })
                .Select(line => Use(TomlLines.Strings(line.Value).FirstOrDefault(), $"{path}:{line.Line}")).OfType<RuntimeUse>()],
        };
        return PythonLock.Add(manifest, folder);
    }

    private static IEnumerable<Wanted> Project(string text, string path)
    {
        foreach (var (table, key, value, line) in TomlLines.Read(text))
        {
            var where = $"{path}:{line}";
            if (table == "project" && key == "dependencies")
                foreach (var (name, range) in TomlLines.Strings(value).Where(item => item.Length > 0).Select(PythonNames.Split).Where(item => item.Name.Length > 0))
                    yield return new Wanted(name, range, false, where);
            else if (table == "dependency-groups" || (table == "tool.uv" && key == "dev-dependencies"))
                foreach (var (name, range) in TomlLines.Strings(WithoutTables(value)).Select(PythonNames.Split).Where(item => item.Name.Length > 0))
                    yield return new Wanted(name, range, true, where);
            else if (key != "python" && table.StartsWith("tool.poetry.", StringComparison.Ordinal) && table.EndsWith("dependencies", StringComparison.Ordinal))
                yield return new Wanted(PythonNames.Normal(key), Version(value), table != "tool.poetry.dependencies", where);
        }
    }

    // "^5.2", or { extras = ["binary"], version = "^3.2" }; one that comes from git or a folder has no range.
    private static string Version(string value) => value.StartsWith('"') || value.StartsWith('\'')
        ? TomlLines.Strings(value).FirstOrDefault() ?? ""
        : InlineVersion().Match(value) is { Success: true } match ? match.Groups["range"].Value : "";

    // dev = [{ include-group = "test" }, "pytest"] asks for pytest alone.
    private static string WithoutTables(string list) => InlineTable().Replace(list, "");

    [GeneratedRegex("""^\{.*?\bversion\s*=\s*["'](?<range>[^"']*)["']""", RegexOptions.ExplicitCapture)]
    private static partial Regex InlineVersion();

    [GeneratedRegex(@"\{[^{}]*\}", RegexOptions.ExplicitCapture)]
    private static partial Regex InlineTable();

    private static IEnumerable<RuntimeUse> Runtimes(string text, string path) =>
        TomlLines.Read(text).Where(line => line is { Table: "project", Key: "requires-python" } or { Table: "tool.poetry.dependencies", Key: "python" })
            .Select(line => Use(TomlLines.Strings(line.Value).FirstOrDefault(), $"{path}:{line.Line}")).OfType<RuntimeUse>();

    private static RuntimeUse? Use(string? range, string where) => range is not null && VersionRange.Parse(range) is { } parsed ? new RuntimeUse("python", parsed, where) : null;
}
