namespace Slipway.Checks.Project.Files.Php;

/// <param name="Line">From 1.</param>
internal sealed record PhpUnitVariable(string Name, string Value, int Line);
