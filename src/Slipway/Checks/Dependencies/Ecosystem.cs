namespace Slipway.Checks.Dependencies;

/// <summary>Where packages come from.</summary>
public enum Ecosystem
{
    Composer,
    Npm,
    Python,
    Nuget,
}
