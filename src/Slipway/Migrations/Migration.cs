namespace Slipway.Migrations;

/// <param name="List">Prints the names of pending migrations, in the form that <see cref="Parse"/> names.</param>
/// <param name="Run">Applies them, without a prompt.</param>
public sealed record Migration(IReadOnlyList<string> List, IReadOnlyList<string> Run)
{
    /// <summary>lines (one name a line), laravel (migrate:status table), django (showmigrations --plan).</summary>
    public string Parse { get; init; } = "lines";

    /// <summary>Where the migrations' files lie in the release, gitignore syntax; empty = they cannot be told from files.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];
}
