namespace Slipway.Cli.Demo;

/// <summary>One whole answer of a web server.</summary>
/// <param name="Closes">The server announced that it closes the connection.</param>
internal sealed record WebAnswer(int Status, string Body, bool Closes);
