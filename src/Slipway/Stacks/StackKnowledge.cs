using Slipway.EnvFiles;

namespace Slipway.Stacks;

/// <summary>What the rest of Slipway wants to know of a kind of app, whatever the project: data of the stack's own folder.</summary>
public sealed record StackKnowledge
{
    /// <summary>Of a project whose kind is not known.</summary>
    public static StackKnowledge None { get; } = new();

    /// <summary>By whose rules its env file is read, where the project itself does not say.</summary>
    public EnvDialect Dialect { get; init; } = EnvDialect.Strict;

    /// <summary>How its code wants a yes.</summary>
    public string True { get; init; } = "true";

    /// <summary>How its code wants a no.</summary>
    public string False { get; init; } = "false";

    /// <summary>Variables with the framework's own key.</summary>
    public IReadOnlyList<string> FrameworkKeys { get; init; } = [];

    /// <summary>The key that the framework itself generates, in its own form; null when it has none.</summary>
    public OwnKey? Key { get; init; }

    /// <summary>How such a project is tested everywhere; empty when only the project can say.</summary>
    public Func<ProjectFolder, IReadOnlyList<IReadOnlyList<string>>> Tests { get; init; } = _ => [];

    /// <summary>Commands that serve a developer only.</summary>
    public IReadOnlyList<DevelopmentStart> DevelopmentStarts { get; init; } = [];
}
