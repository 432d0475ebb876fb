namespace Slipway.Project;

/// <summary>What <c>validate</c> needs to know of a project.</summary>
public sealed record CheckSettings
{
    /// <summary>The branch that is deployed; null = main or master.</summary>
    public string? Branch { get; init; }

    /// <summary>The project's own tests and linters, each as words.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Tests { get; init; } = [];

    /// <summary>True: deploy runs them first.</summary>
    public bool RequireTests { get; init; }
}
