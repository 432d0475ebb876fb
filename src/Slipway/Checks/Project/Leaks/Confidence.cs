namespace Slipway.Checks.Project.Leaks;

/// <summary>How sure a rule is that what it found is a secret.</summary>
public enum Confidence
{
    /// <summary>A name and a value that looks random.</summary>
    Low,

    /// <summary>The form of a secret that is often harmless, too: a key for browsers, a token that may have expired.</summary>
    Medium,

    /// <summary>The form that one provider gives its secrets.</summary>
    High,
}
