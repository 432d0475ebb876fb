namespace Slipway.Problems;

/// <summary>
/// Something that stops the work, told so that a person can act on it.
/// </summary>
/// <param name="Code">Stable identifier, <c>area.what</c>, lower case, never reused (listed in docs/problems.md).</param>
/// <param name="Title">One line: what is wrong, without a full stop.</param>
/// <param name="Detail">The evidence: what was seen, where; secrets already removed.</param>
/// <param name="Causes">Likely causes, most likely first.</param>
/// <param name="Remedy">What to do about it.</param>
/// <param name="Where"><c>file:line:column</c> or <c>host:step</c>.</param>
public sealed record Problem(
    string Code,
    string Title,
    string? Detail = null,
    IReadOnlyList<string>? Causes = null,
    string? Remedy = null,
    string? Where = null)
{
    /// <summary>The exit code a command that ends with this problem gives (architecture: Commands).</summary>
    public int Exit { get; init; } = ExitCodes.Refused;
}
