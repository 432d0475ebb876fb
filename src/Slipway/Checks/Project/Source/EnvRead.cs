namespace Slipway.Checks.Project.Source;

/// <summary>A place at which the source reads a key of the environment.</summary>
/// <param name="Key">As the env file has it; <c>Mail:Port</c> of .NET is <c>Mail__Port</c>.</param>
/// <param name="Line">From 1.</param>
public sealed record EnvRead(string Key, int Line, EnvReadKind Kind);
