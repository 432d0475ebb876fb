using Slipway.Checks.Project.Files;
using Slipway.Checks.Project.Files.Nginx;
using Slipway.Checks.Project.Source;
using Slipway.Checks.Project.Stack;
using Slipway.Checks.Project.Stack.Django;

namespace Slipway.Checks.Project.Env;

/// <summary>The env file, or what is known of the app's variables without it.</summary>
/// <param name="Nearby">Env files and examples that lie in the project under names that are not looked for; empty when there is an env file.</param>
/// <param name="Reads">How many variables the source reads; 0 when there is an env file.</param>
/// <param name="DebugOn">Where Django's settings switch debugging on unless a variable says otherwise; null when they do not.</param>
internal sealed record EnvPresence(EnvFacts Env, IReadOnlyList<string> Nearby, int Reads, string? DebugOn)
{
    private const int MostNames = 6;

    public static async Task<EnvPresence> ReadAsync(CheckedProject project, CancellationToken cancel)
    {
        var env = await project.FactsAsync(EnvFacts.ReadAsync, cancel);
        if (env.Exists)
            return new(env, [], 0, null);
        var use = await project.FactsAsync(EnvUse.ReadAsync, cancel);
        return new(env, Names(project, await SourceFiles.OfAsync(project, cancel)), use.Reads.Select(r => r.Read.Key).Distinct().Count(),
            project.Stack == "django" ? await DebugOnAsync(project, cancel) : null);
    }

    private static List<string> Names(CheckedProject project, SourceFiles files) =>
    [
        .. Directory.EnumerateFiles(project.Folder, ".env*").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)
            .Concat(files.Files.Select(file => file.Path).Where(IsEnv)).Distinct().OrderBy(path => path.Count(c => c == '/')).Take(MostNames),
    ];

    private static bool IsEnv(string path)
    {
        var name = Path.GetFileName(path);
        return name.StartsWith(".env", StringComparison.Ordinal) || name.StartsWith("env.", StringComparison.Ordinal) || name.EndsWith(".env", StringComparison.Ordinal) || name.Contains(".env.", StringComparison.Ordinal);
    }

    private static async Task<string?> DebugOnAsync(CheckedProject project, CancellationToken cancel)
    {
        var settings = DjangoFacts.Of(await project.FactsAsync(ProjectFiles.ReadAsync, cancel), StackEnv.Of(), project.Environment, await project.FactsAsync(NginxFacts.ReadAsync, cancel));
        return settings.Find("DEBUG") is { ReadsEnv: true, Value.IsTrue: true } debug ? debug.Where : null;
    }
}
