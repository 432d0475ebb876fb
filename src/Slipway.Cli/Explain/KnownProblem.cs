namespace Slipway.Cli.Explain;

/// <summary>A problem that Slipway can tell, before it happens: ‹name› stands where a value will.</summary>
/// <param name="Title">One line; titles for different cases are parted by " / ".</param>
/// <param name="Detail">What is seen, one line a case or more; null = the title says it all.</param>
/// <param name="Remedy">What to do, one line a case.</param>
/// <param name="Exit">Null = it depends on the command and on when it happens.</param>
internal sealed record KnownProblem(string Code, string Title, string? Detail, IReadOnlyList<string> Causes, string Remedy, int? Exit)
{
    /// <summary>The part before the first dot.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string Area => Code[..Code.IndexOf('.', StringComparison.Ordinal)];
}
