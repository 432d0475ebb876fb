using Slipway.Migrations;
using Slipway.Stacks;

namespace Slipway.Deployments.Planning;

/// <summary>A migration that a deploy would apply, if the database does not have it yet.</summary>
/// <param name="Name">As the app's own list names it.</param>
/// <param name="File">Relative to the release; null = none of the release's files: an installed package brings it.</param>
/// <param name="Risks">Why it is destructive; empty = it is not, or nothing can be lost yet.</param>
public sealed record PlannedMigration(string Name, string? File, IReadOnlyList<RiskReason> Risks)
{
    /// <summary>One line for each risk: <c>drop_country: removes a column (database/migrations/drop_country.php:12)</c>.</summary>
    public IEnumerable<string> Reasons => Risks.Select(r => $"{Name}: {r.Why} ({File}:{r.Line})");
}
