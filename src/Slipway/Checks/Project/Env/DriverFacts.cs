using Slipway.Checks.Project.Stack.Django;
using Slipway.Checks.Project.Files.Python;

namespace Slipway.Checks.Project.Env;

/// <summary>Which drivers the app uses, by its env file and by its settings.</summary>
/// <param name="Settings">Drivers that Django's settings name themselves, with their place.</param>
internal sealed record DriverFacts(EnvFacts Env, IReadOnlyList<(string Name, string Text, string Where)> Settings)
{
    public static async Task<DriverFacts> ReadAsync(CheckedProject project, CancellationToken cancel)
    {
        var env = await project.FactsAsync(EnvFacts.ReadAsync, cancel);
        return new(env, project.Stack == "django" ? [.. Drivers(await project.FactsAsync(DjangoFacts.ReadAsync, cancel))] : []);
    }

    private static IEnumerable<(string, string, string)> Drivers(DjangoFacts django)
    {
        if (django.Find("EMAIL_BACKEND") is { FromEnv: false, Value: PyText mail } backend)
            yield return ("EMAIL_BACKEND", mail.Text, backend.Where);
        if (django.Find("CACHES") is { FromEnv: false, Value: PyDictionary caches } setting && (caches.Find("default") as PyDictionary)?.Find("BACKEND") is PyText cache)
            yield return ("CACHES", cache.Text, setting.Where);
    }
}
