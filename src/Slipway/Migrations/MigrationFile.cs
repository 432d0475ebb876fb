namespace Slipway.Migrations;

/// <summary>A migration as a file of the release.</summary>
/// <param name="Name">As the app's own list names it: see <see cref="MigrationFiles"/>.</param>
/// <param name="Path">Relative to the release.</param>
/// <param name="Digest">Of its content, as <see cref="MigrationFiles.Digests"/> tells it.</param>
/// <param name="Text">Reads it: only what is new must be looked into.</param>
public sealed record MigrationFile(string Name, string Path, string Digest, Func<string> Text);
