namespace Slipway.Project.Definition;

/// <summary>A key of the project file.</summary>
/// <param name="Doc">What it is for, in a sentence or two.</param>
internal sealed record KeyDefinition(string Name, Shape Shape, string Doc)
{
    public bool Required { get; init; }

    /// <summary>The default as a person would write it, or a phrase in parentheses.</summary>
    public string? Default { get; init; }

    public string? Example { get; init; }

    /// <summary>Words that people write for it; they are not accepted but lead to it.</summary>
    public IReadOnlyList<string> AlsoCalled { get; init; } = [];

    /// <summary>Accepted now, without effect in this version.</summary>
    public bool Later { get; init; }
}
