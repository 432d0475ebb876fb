namespace Slipway.Checks;

/// <summary>Why something may be wrong.</summary>
/// <param name="Code">Short name, unique within its check: <c>copied-from-example</c>.</param>
/// <param name="Title">One sentence without a full stop.</param>
public sealed record Cause(string Code, string Title)
{
    /// <summary>What was seen that speaks for it; empty in a check's description.</summary>
    public IReadOnlyList<string> Support { get; init; } = [];
}
