namespace Slipway.Checks.Project.Stack.Django;

/// <summary>What Django's own checks said.</summary>
/// <param name="Id">Its number: <c>security.W012</c>.</param>
/// <param name="Object">What it is about; <c>?</c> = the project.</param>
internal sealed record DjangoMessage(string Id, string Object, string Text)
{
    public bool IsError => Id[(Id.LastIndexOf('.') + 1)..] is ['E' or 'C', ..];

    /// <summary><c>W012</c> of <c>security.W012</c>; null = not about security.</summary>
    public string? SecurityRule => Id.StartsWith("security.", StringComparison.Ordinal) ? Id["security.".Length..] : null;
}
