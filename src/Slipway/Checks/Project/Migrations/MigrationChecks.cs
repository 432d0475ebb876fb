namespace Slipway.Checks.Project.Migrations;

/// <summary>Checks of migrations that servers may not have yet.</summary>
internal static class MigrationChecks
{
    public static IReadOnlyList<Check> All { get; } = [new MigDestructive(), new MigIncompatible(), new MigLocks(), new MigIrreversible()];
}
