using System.Text.RegularExpressions;
using Slipway.Checks.Project.Dependencies;
using Slipway.Checks.Project.Env;
using Slipway.Processes;
using Slipway.Secrets;

namespace Slipway.Checks.Project.Stack.Django;

/// <summary>The project's own <c>manage.py check --deploy</c>, with the env file as its environment.</summary>
/// <param name="Reason">Why Django did not answer; null = it did.</param>
internal sealed partial record DjangoRun(IReadOnlyList<DjangoMessage> Messages, string? Reason)
{
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    /// <summary>What a program needs of this machine; all else comes from the env file, as in production.</summary>
    private static readonly string[] Kept = ["PATH", "HOME", "LANG", "LC_ALL", "TMPDIR"];

    public static async Task<DjangoRun> ReadAsync(CheckedProject project, CancellationToken cancel)
    {
        var env = await project.FactsAsync(EnvFacts.ReadAsync, cancel);
        if (!env.Exists || env.Problems.Count > 0)
            return Unknown($"{env.File} {(env.Exists ? "cannot be read" : "is not there")}, and the settings ask for its variables");
        if (ManagePaths.FirstOrDefault(path => File.Exists(Path.Combine(project.Folder, path))) is not { } manage)
            return Unknown("there is no manage.py");
        if (await DjangoPython.FindAsync(project, cancel) is not { } python)
            return Unknown("no Python here has Django: neither .venv, venv, env nor python3");
        if (!python.IsProjects && await OtherVersionAsync(project, python, cancel) is { } wanted)
            return Unknown($"the project has no virtual environment, and the Django of this machine is {python.Version}, not {wanted}");
        var folder = Path.GetDirectoryName(manage)!;
        var module = (await project.FactsAsync(DjangoFacts.ReadAsync, cancel)).Module?.Path;
        var result = await Command.RunAsync(
            new CommandLine(python.Program, "manage.py", "check", "--deploy", "--fail-level", "ERROR", "--no-color")
            {
                Folder = Path.Combine(project.Folder, folder),
                CleanEnvironment = true,
                Variables = Variables(env, module is null ? null : Dotted(module, folder)),
                Deadline = Deadline,
            },
            cancel);
        return Of(result, new Redactor(env.Env.Variables.Select(v => v.Value)));
    }

    /// <summary>Places of manage.py, relative to the project.</summary>
    public static IReadOnlyList<string> ManagePaths { get; } = ["manage.py", "src/manage.py", "app/manage.py", "backend/manage.py"];

    internal static DjangoRun Of(CommandResult result, Redactor redactor)
    {
        if (result.TimedOut)
            return Unknown($"`manage.py check --deploy` did not end within {Deadline.TotalSeconds:0} s");
        var text = redactor.Redact($"{result.Errors}\n{result.Output}");
        if (!text.Contains("System check identified", StringComparison.Ordinal))
            return Unknown("`manage.py check --deploy` could not be run: " + redactor.Redact(LastWords(result)));
        return new([.. Message().Matches(text).Select(m => new DjangoMessage(m.Groups["id"].Value, m.Groups["object"].Value, m.Groups["text"].Value.Trim()))], null);
    }

    // The text of any other exception may quote a value that is too short to be found and hidden.
    private static string LastWords(CommandResult result)
    {
        var line = result.LastWords.Split('\n')[^1].Trim();
        var type = line.Split(':')[0];
        return type is "ModuleNotFoundError" or "ImportError" or "django.core.exceptions.ImproperlyConfigured" ? line
            : type.EndsWith("Error", StringComparison.Ordinal) || type.EndsWith("Exception", StringComparison.Ordinal) ? type
            : $"it ended with status {result.Exit}";
    }

    private static DjangoRun Unknown(string reason) => new([], reason);

    // Rules differ between release lines, and a project need not even load in another one.
    private static async Task<string?> OtherVersionAsync(CheckedProject project, DjangoPython python, CancellationToken cancel)
    {
        var dependencies = await DependencyFacts.OfAsync(project, cancel);
        return dependencies.Runtimes.FirstOrDefault(use => use.Product == "django") is { } wanted && !wanted.Range.Takes(python.Version) ? wanted.Range.Text : null;
    }

    private static Dictionary<string, string?> Variables(EnvFacts env, string? module)
    {
        var variables = Kept.ToDictionary(name => name, Environment.GetEnvironmentVariable, StringComparer.Ordinal);
        variables["PYTHONDONTWRITEBYTECODE"] = "1";
        if (module is not null)
            variables["DJANGO_SETTINGS_MODULE"] = module;
        foreach (var variable in env.Env.Variables)
            variables[variable.Key] = variable.Value.Reveal();
        return variables;
    }

    private static string Dotted(string module, string folder) =>
        (folder.Length > 0 && module.StartsWith(folder + "/", StringComparison.Ordinal) ? module[(folder.Length + 1)..] : module)
            .Replace("/__init__.py", "").Replace(".py", "").Replace('/', '.');

    // "?: (security.W012) SESSION_COOKIE_SECURE is not set to True. Using …"
    [GeneratedRegex(@"^(?<object>\S.*?): \((?<id>\w+\.[CEWID][0-9]+)\) (?<text>.*)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Message();
}
