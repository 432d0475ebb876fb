using System.Text.Json.Serialization;
using Slipway.Text;

namespace Slipway.Problems;

/// <summary>
/// Something that stops the work, told so that a person can act on it.
/// </summary>
/// <param name="Code">Stable identifier, <c>area.what</c>, lower case, never reused (listed in docs/problems.md).</param>
/// <param name="Title">One line: what is wrong, without a full stop.</param>
/// <param name="Detail">The evidence: what was seen, where; secrets already removed. Of more than <see cref="MaxDetail"/> characters the middle is left out.</param>
/// <param name="Causes">Likely causes, most likely first.</param>
/// <param name="Remedy">What to do about it.</param>
/// <param name="Where"><c>file:line:column</c> or <c>host:step</c>.</param>
public sealed record Problem(
    [property: JsonPropertyOrder(-3)] string Code,
    [property: JsonPropertyOrder(-2)] string Title,
    string? Detail = null,
    IReadOnlyList<string>? Causes = null,
    string? Remedy = null,
    string? Where = null)
{
    /// <summary>The most characters of <see cref="Detail"/>: enough to read, and a result always fits in one message of the protocol.</summary>
    public const int MaxDetail = 16_000;

    /// <summary>The evidence.</summary>
    [JsonPropertyOrder(-1)]
    public string? Detail { get; init => field = Bounded(value); } = Bounded(Detail);

    /// <summary>The exit code a command that ends with this problem gives (architecture: Commands).</summary>
    public int Exit { get; init; } = ExitCodes.Refused;

    /// <summary>How the command ended, after its name, when that was not seen: "deploy" + this. Null = the exit code says it.</summary>
    [JsonIgnore]
    public string? Ending { get; init; }

    private static string? Bounded(string? detail) => detail is null ? null : LongText.Cut(detail, MaxDetail);
}
