using System.Text.RegularExpressions;
using Slipway.Checks.Project.Files;
using Slipway.Checks.Project.Files.Nginx;
using Slipway.Checks.Project.Files.Python;
using Slipway.Project;

namespace Slipway.Checks.Project.Stack.Django;

/// <summary>The settings that the environment starts with, and who hands out static files.</summary>
/// <param name="Module">The settings' file; null when it was not found.</param>
/// <param name="IsWhole">False when something outside the project may set more.</param>
/// <param name="IsHttps">Visitors come by https.</param>
/// <param name="ServesStatic">A web server that the project or Slipway sets up hands out collected files.</param>
internal sealed partial record DjangoFacts(TextFile? Module, IReadOnlyDictionary<string, PySetting> Settings, bool IsWhole, bool IsHttps, bool ServesStatic)
{
    public static async Task<DjangoFacts> ReadAsync(CheckedProject project, CancellationToken cancel)
    {
        var files = await project.FactsAsync(ProjectFiles.ReadAsync, cancel);
        var nginx = await project.FactsAsync(NginxFacts.ReadAsync, cancel);
        return Of(files, await project.FactsAsync(StackEnv.ReadAsync, cancel), project.Environment, nginx);
    }

    public static DjangoFacts Of(ProjectFiles files, StackEnv env, AppEnvironment environment, NginxFacts nginx)
    {
        var modules = new PyModules(files, env);
        var file = Names(files, env, environment.Name).Select(modules.File).FirstOrDefault(f => f is not null);
        if (file is not null)
            modules.Run(file);
        var path = (modules.Settings.GetValueOrDefault("STATIC_URL")?.Value as PyText)?.Text.Trim('/') is { Length: > 0 } url ? $"/{url}" : "/static";
        return new(file, modules.Settings, modules.IsWhole, environment.Url?.Scheme != "http",
            nginx.All.Any(d => d is { Name: "location", Arguments: [.., var served] } && served.TrimStart('^').StartsWith(path, StringComparison.Ordinal)));
    }

    public PySetting? Find(string name) => Settings.GetValueOrDefault(name);

    // What the environment says, the module of that name beside the default one, the default.
    private static IEnumerable<string> Names(ProjectFiles files, StackEnv env, string environment)
    {
        if (env.Text("DJANGO_SETTINGS_MODULE") is { Length: > 0 } named)
            yield return named;
        var written = DjangoRun.ManagePaths.Select(files.File).OfType<TextFile>()
            .Concat(files.Files(path => Path.GetFileName(path) is "wsgi.py" or "asgi.py")).Select(f => SettingsName().Match(f.Text)).Where(m => m.Success).Select(m => m.Groups["name"].Value).ToList();
        foreach (var name in written.Where(name => name.EndsWith(environment, StringComparison.Ordinal)))
            yield return name;
        foreach (var name in written)
        {
            var package = name.EndsWith(".settings", StringComparison.Ordinal) ? name : name[..Math.Max(name.LastIndexOf('.'), 0)];
            yield return $"{package}.{environment}";
            yield return $"{package}_{environment}";
        }

        foreach (var name in written)
            yield return name;
    }

    [GeneratedRegex("""DJANGO_SETTINGS_MODULE['"]\s*,\s*['"](?<name>[A-Za-z0-9_.]+)['"]""", RegexOptions.CultureInvariant)]
    private static partial Regex SettingsName();
}
