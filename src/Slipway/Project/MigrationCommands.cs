namespace Slipway.Project;

/// <summary>Migrations as the project file describes them: <c>migrations: { list: …, run: … }</c>.</summary>
/// <param name="List">Words of the command that prints what is pending, started in the release folder on the host.</param>
/// <param name="Run">Words of the command that applies it, without a prompt.</param>
public sealed record MigrationCommands(IReadOnlyList<string> List, IReadOnlyList<string> Run)
{
    /// <summary>The form of what <see cref="List"/> prints: lines, laravel or django.</summary>
    public string Parse { get; init; } = "lines";

    /// <summary>Where the migrations' files lie in the release, gitignore syntax; empty = the stack's own places, where it has some.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];
}
