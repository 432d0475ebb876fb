namespace Slipway.Checks;

/// <summary>One thing that was seen. Never holds the value of a secret.</summary>
/// <param name="Text">What was seen, one line.</param>
/// <param name="Where"><c>file:line:column</c> relative to the project, or null.</param>
/// <param name="Subject">What it is about, for waivers: a key of the env file, a path, a package.</param>
public sealed record Evidence(string Text, string? Where = null, string? Subject = null);
