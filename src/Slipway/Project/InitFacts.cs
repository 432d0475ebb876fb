namespace Slipway.Project;

/// <summary>What <c>slipway init</c> found out about a folder.</summary>
/// <param name="App">A valid app name; <see cref="InitFile.AppName"/> makes one.</param>
/// <param name="Stack">A stack word.</param>
/// <param name="Evidence">Why this stack, one line each: "artisan and composer.json with laravel/framework".</param>
public sealed record InitFacts(string App, string Stack, IReadOnlyList<string> Evidence)
{
    /// <summary>null = the stack's default.</summary>
    public string? HealthPath { get; init; }

    /// <summary>mysql, postgresql, sqlite or null.</summary>
    public string? Database { get; init; }

    /// <summary>redis or null.</summary>
    public string? Cache { get; init; }

    public IReadOnlyList<Worker> Workers { get; init; } = [];

    /// <summary>The public address; null = a placeholder.</summary>
    public string? Url { get; init; }

    /// <summary><c>user@address</c>; null = a placeholder.</summary>
    public string? Host { get; init; }
}
