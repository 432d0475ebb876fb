using Slipway.Checks.Project.Env;
using Slipway.Secrets;

namespace Slipway.Checks.Project.Stack;

/// <summary>What configuration files get when they ask for a variable: the environment's env file.</summary>
/// <param name="IsKnown">False when there is no env file, or it cannot be read.</param>
internal sealed record StackEnv(bool IsKnown, Func<string, Secret?> Find)
{
    public static StackEnv None { get; } = new(false, _ => null);

    public static async Task<StackEnv> ReadAsync(CheckedProject project, CancellationToken cancel)
    {
        var env = await project.FactsAsync(EnvFacts.ReadAsync, cancel);
        return env.Exists && env.Problems.Count == 0 ? new StackEnv(true, key => env.Find(key)?.Value) : None; // env.readable tells what is wrong
    }

    public static StackEnv Of(params IReadOnlyList<(string Key, string Value)> values) =>
        new(true, key => values.FirstOrDefault(v => v.Key == key).Value is { } value ? new Secret(value) : null);

    /// <summary>The value for judging it; never for evidence.</summary>
    public string? Text(string key) => Find(key)?.Reveal();
}
