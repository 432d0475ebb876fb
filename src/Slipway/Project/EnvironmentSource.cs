namespace Slipway.Project;

/// <summary>An environment with the settings it was made of, for rules that need places.</summary>
internal sealed record EnvironmentSource(AppEnvironment Result, Settings Settings);
