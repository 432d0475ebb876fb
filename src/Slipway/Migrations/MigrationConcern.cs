namespace Slipway.Migrations;

/// <summary>A statement of a migration that may do harm.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Why">What it does: <c>removes a column</c>.</param>
/// <param name="Safer">How the same is reached without the harm.</param>
public sealed record MigrationConcern(MigrationHarm Harm, int Line, string Why, string Safer);
