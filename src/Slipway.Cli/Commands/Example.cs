namespace Slipway.Cli.Commands;

/// <param name="Line">What is typed.</param>
/// <param name="What">What it does.</param>
internal sealed record Example(string Line, string What);
