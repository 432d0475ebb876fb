using Slipway.EnvFiles;
using Slipway.Migrations;
using Slipway.Project;

namespace Slipway.Stacks.Django;

/// <summary>Django behind gunicorn. Its packages come from a virtual environment when the project names any, else from the system.</summary>
public sealed class DjangoStack : IStack
{
    private static readonly string[] Python = ["/usr/bin/python3", "/usr/local/bin/python3", "python3"];

    public string Name => "django";

    public StackKnowledge Knowledge { get; } = DjangoKnowledge.All;

    public Recognition? Recognise(ProjectFolder folder)
    {
        if (folder.Text("manage.py") is not { } manage || !manage.Contains("django", StringComparison.OrdinalIgnoreCase))
            return null;
        var project = DjangoProject.Read(folder);
        List<string> evidence = ["manage.py imports django"];
        if (project.Settings is not null)
            evidence.Add($"manage.py names the settings {project.Settings}");
        if (project.Wsgi is not null)
            evidence.Add($"{project.Wsgi.Replace('.', '/')}.py exists");
        return new Recognition(Name, 95, evidence);
    }

    public StackRecipe Recipe(AppEnvironment environment, ProjectFolder folder)
    {
        var project = DjangoProject.Read(folder);
        if (project.Wsgi is null)
            throw new Problems.ProblemException(StackProblems.NoWsgi(folder.Root));
        var packages = PythonPackages.Find(folder);
        var environmentFolder = packages is not null;
        var python = environmentFolder ? "{release}/.venv/bin/python3" : "{python}";
        return new StackRecipe
        {
            Stack = Name,
            EnvDialect = UsesEnviron(folder, packages?.Text) ? EnvDialect.DjangoEnviron : EnvDialect.PythonDotenv,
            HostBuild = [.. packages?.Commands ?? [], .. project.StaticRoot is null ? [] : Collect(python, environmentFolder)],
            Excludes = ["*.pyc", "__pycache__", ".venv", "/venv", .. project.StaticRoot is { } collected ? [$"/{collected}"] : Array.Empty<string>()],
            Migration = new Migration([python, "manage.py", "showmigrations", "--plan"], [python, "manage.py", "migrate", "--noinput"])
            {
                Parse = "django",
                Files = ["**/migrations/*.py", "!__init__.py"],
            },
            Serving = new Serving(ServingKind.Proxy, null)
            {
                Assets = project.StaticRoot is { } root ? new Dictionary<string, string> { [project.StaticUrl] = root } : [],
                Files = project.MediaRoot is { } media ? new Dictionary<string, string> { [project.MediaUrl] = media } : [],
            },
            Web = new AppProcess("web", Gunicorn(environment, python, project.Wsgi)),
            Shared = project.MediaRoot is { } uploads ? [uploads] : [],
            Variables = Variables(environmentFolder),
            Requires = Requires(packages),
        };
    }

    // --umask 006: gunicorn sets its own umask, and the socket must be writable by the web server's group.
    private static IReadOnlyList<string> Gunicorn(AppEnvironment environment, string python, string wsgi) =>
    [
        python, "-m", "gunicorn", $"{wsgi}:application",
        "--bind", environment.Listen == Listen.Port ? $"127.0.0.1:{Placeholders.Port}" : "unix:{socket}",
        "--workers", "2", "--threads", "4", "--umask", "006", "--timeout", "300", "--graceful-timeout", "60",
        "--forwarded-allow-ips", "*", "--worker-tmp-dir", "/dev/shm",
    ];

    private static IReadOnlyList<RecipeCommand> Collect(string python, bool afterPackages) =>
        [new("static files", [python, "manage.py", "collectstatic", "--noinput"], afterPackages ? ["packages"] : [])];

    private static Dictionary<string, string> Variables(bool environmentFolder)
    {
        var variables = new Dictionary<string, string> { ["PYTHONUNBUFFERED"] = "1", ["PYTHONDONTWRITEBYTECODE"] = "1" };
        if (environmentFolder)
        {
            variables["VIRTUAL_ENV"] = "{release}/.venv";
            variables["PATH"] = "{release}/.venv/bin:/usr/local/bin:/usr/bin:/bin";
        }

        return variables;
    }

    private static bool UsesEnviron(ProjectFolder folder, string? requirements) =>
        ((string?[])[requirements, folder.Text("pyproject.toml"), folder.Text("Pipfile")]).Any(t => t?.Contains("django-environ", StringComparison.OrdinalIgnoreCase) == true);

    private static List<Requirement> Requires(PythonPackages? packages)
    {
        List<Requirement> requires = [new Requirement("Python 3", Python, "python3") { Placeholder = "python" }];
        if (packages is not null)
            requires.Add(new Requirement("Python's venv", [.. Enumerable.Range(9, 7).Select(minor => $"/usr/lib/python3.{minor}/ensurepip/__init__.py")], "python3-venv"));
        requires.AddRange(packages?.Requires ?? []);
        if (packages?.Text.Contains("gunicorn", StringComparison.OrdinalIgnoreCase) != true)
            requires.Add(new Requirement("Gunicorn", ["/usr/bin/gunicorn", "/usr/local/bin/gunicorn", "gunicorn"], "gunicorn"));
        return requires;
    }
}
