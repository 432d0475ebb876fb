namespace Slipway.Migrations;

/// <summary>Why a migration is destructive.</summary>
/// <param name="Line">Line of the statement, from 1.</param>
/// <param name="Why">What it does: <c>removes a column</c>.</param>
public sealed record RiskReason(int Line, string Why);
