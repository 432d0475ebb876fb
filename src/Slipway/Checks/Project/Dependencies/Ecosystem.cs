namespace Slipway.Checks.Project.Dependencies;

/// <summary>Where packages come from.</summary>
public enum Ecosystem
{
    Composer,
    Npm,
    Python,
    Nuget,
}
