namespace Slipway.Content;

/// <summary>In what a name of a release differs from its manifest.</summary>
public enum TreeAspect
{
    Missing,
    Added,
    Kind,
    Mode,
    Size,
    Content,
    Target,
}
