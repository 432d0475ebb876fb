using System.Text.RegularExpressions;

namespace Slipway.Stacks.Django;

/// <summary>How a project's packages come into its virtual environment: by its lock where it has one.</summary>
/// <param name="Commands">They fill <c>.venv</c>; the last is named <c>packages</c>.</param>
/// <param name="Requires">Tools that the host must have.</param>
/// <param name="Text">What names the packages.</param>
internal sealed partial record PythonPackages(IReadOnlyList<RecipeCommand> Commands, IReadOnlyList<Requirement> Requires, string Text)
{
    private const string Python = ".venv/bin/python3";

    private static readonly string[] Lists =
        ["requirements.txt", "requirements/production.txt", "requirements/prod.txt", "requirements-prod.txt", "requirements/base.txt", "requirements/requirements.txt"];

    private static readonly string[] Pip = [Python, "-m", "pip", "install", "--disable-pip-version-check", "--no-input"];

    /// <returns>Null when the project names no packages: the system's are used.</returns>
    /// <exception cref="Problems.ProblemException">stack.python-no-lock</exception>
    public static PythonPackages? Find(ProjectFolder folder)
    {
        var list = Lists.FirstOrDefault(folder.HasFile);
        if (list is not null && IsPinned(folder.Text(list)!))
            return FromList(folder, list);
        return Locked(folder) ?? (list is not null ? FromList(folder, list) : FromProject(folder));
    }

    private static PythonPackages? Locked(ProjectFolder folder) =>
        folder.HasFile("uv.lock") ? Make(folder, ["uv.lock", "pyproject.toml"], null,
            new("uv", [.. Pip, "uv"]),
            new("packages", [".venv/bin/uv", "sync", "--frozen", "--no-dev", "--inexact", "--no-install-project"])
            {
                Variables = new Dictionary<string, string> { ["UV_LINK_MODE"] = "copy", ["UV_PYTHON_DOWNLOADS"] = "never" },
            })
        : folder.HasFile("poetry.lock") ? Make(folder, ["poetry.lock", "pyproject.toml"], Tool("Poetry", "poetry", "python3-poetry"),
            new RecipeCommand("packages", ["{poetry}", "install", "--only", "main", "--no-root", "--no-interaction"]))
        : folder.HasFile("Pipfile.lock") ? Make(folder, ["Pipfile.lock", "Pipfile"], Tool("Pipenv", "pipenv", "pipenv"),
            new RecipeCommand("packages", ["{pipenv}", "sync"]) { Variables = new Dictionary<string, string> { ["PIPENV_VENV_IN_PROJECT"] = "1", ["PIPENV_NOSPIN"] = "1" } })
        : null;

    private static PythonPackages FromList(ProjectFolder folder, string list) =>
        Make(folder, [list, .. Included().Matches(folder.Text(list) ?? "").Select(match => Path.Combine(Path.GetDirectoryName(list) ?? "", match.Groups[1].Value)).Where(folder.HasFile)],
            null, new RecipeCommand("packages", [.. Pip, "-r", list]));

    private static PythonPackages? FromProject(ProjectFolder folder)
    {
        var project = folder.Text("pyproject.toml");
        if (folder.HasFile("setup.py") || folder.HasFile("setup.cfg") && folder.Text("setup.cfg")!.Contains("install_requires", StringComparison.Ordinal)
            || project?.Contains("[build-system]", StringComparison.Ordinal) == true && Dependencies().IsMatch(project))
            return Make(folder, ["pyproject.toml", "setup.cfg", "setup.py"], null, new RecipeCommand("packages", [.. Pip, "."]));
        if (folder.HasFile("Pipfile") || project is not null && Dependencies().IsMatch(project))
            throw new Problems.ProblemException(StackProblems.NoPythonLock(folder.HasFile("Pipfile") ? "Pipfile" : "pyproject.toml"));
        return null;
    }

    // System packages count, so what Debian has is not fetched again.
    private static PythonPackages Make(ProjectFolder folder, IReadOnlyList<string> locks, Requirement? tool, params ReadOnlySpan<RecipeCommand> commands)
    {
        var cache = new DependencyCache(".venv", locks) { Relocate = [".venv/bin", ".venv/pyvenv.cfg"] };
        List<RecipeCommand> all = [new("virtual environment", ["{python}", "-m", "venv", "--system-site-packages", ".venv"]) { Cache = cache }];
        foreach (var command in commands)
            all.Add(command with { After = [all[^1].Name], Cache = cache });
        return new PythonPackages(all, tool is null ? [] : [tool], string.Join('\n', locks.Select(folder.Text)));
    }

    private static Requirement Tool(string name, string program, string package) =>
        new(name, [$"/usr/bin/{program}", $"/usr/local/bin/{program}", program], package) { Placeholder = program };

    // Every line names one version, or a file that is listed itself.
    private static bool IsPinned(string text) => text.Split('\n').Select(line => line.Split('#')[0].Trim())
        .All(line => line.Length == 0 || line.StartsWith('-') || line.Contains("==", StringComparison.Ordinal) || line.Contains('@', StringComparison.Ordinal));

    [GeneratedRegex(@"(?m)^\s*(?:-r|-c|--requirement|--constraint)[ =]+(\S+)")]
    private static partial Regex Included();

    [GeneratedRegex(@"(?m)^\s*(?:dependencies\s*=\s*\[|\[tool\.poetry\.dependencies\])")]
    private static partial Regex Dependencies();
}
