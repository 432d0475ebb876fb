using Slipway.Checks.Project.Files.Python;
using Slipway.Checks.Project.Stack.Django;

namespace Slipway.Checks.Project.Env;

/// <summary>The env file, and what the settings make of it.</summary>
/// <param name="Setting">DEBUG of Django's settings as the env file leaves it; null of other stacks, and where the settings were not found.</param>
internal sealed record DebugFacts(EnvFacts Env, PySetting? Setting)
{
    public static async Task<DebugFacts> ReadAsync(CheckedProject project, CancellationToken cancel) => new(
        await project.FactsAsync(EnvFacts.ReadAsync, cancel),
        project.Stack == "django" ? (await project.FactsAsync(DjangoFacts.ReadAsync, cancel)).Find("DEBUG") : null);
}
