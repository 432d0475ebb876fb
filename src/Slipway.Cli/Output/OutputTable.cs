namespace Slipway.Cli.Output;

/// <summary>Rows of text under column heads; a row may be shorter than the heads; no heads = rows only.</summary>
internal sealed record OutputTable(IReadOnlyList<string> Heads, IReadOnlyList<IReadOnlyList<string>> Rows);
