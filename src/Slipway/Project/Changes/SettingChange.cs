namespace Slipway.Project.Changes;

/// <summary>What follows when a key of the project file says something else than at the last deploy.</summary>
/// <param name="Key">Its path: <c>services.workers.&lt;name&gt;.count</c>.</param>
internal sealed record SettingChange(string Key, SettingFate Fate, string Deploy)
{
    public string Undo { get; init; } = AsBefore;
    public string Rollback { get; init; } = OfTheRelease;

    /// <summary>A host that was taken off the list.</summary>
    public string Left { get; init; } = AsItWas;

    public const string AsBefore = "as before";
    public const string OfTheRelease = "as that release had it";
    public const string OfToday = "as the project file says now";
    public const string AsItWas = "as last deployed there";
    public const string Nothing = "—";
}
