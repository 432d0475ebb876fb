namespace Slipway.Cli.Demo;

/// <summary>Something that the demo shows, and whether it was observed.</summary>
internal sealed record Claim(string Text, bool Observed);
