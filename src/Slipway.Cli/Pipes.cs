namespace Slipway.Cli;

/// <summary>The ends of this process that are no terminal, as bytes.</summary>
/// <param name="Input">Null = a terminal.</param>
/// <param name="Output">Null = a terminal.</param>
/// <param name="Error">For people, beside an <paramref name="Output"/> that takes bytes alone.</param>
internal sealed record Pipes(Stream? Input, Stream? Output, TextWriter Error);
