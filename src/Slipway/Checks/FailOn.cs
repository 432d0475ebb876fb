namespace Slipway.Checks;

/// <summary>From which finding on a command that checks ends with exit code 3.</summary>
public enum FailOn
{
    /// <summary>Any failure, warning or check that could not look.</summary>
    Unknown,

    /// <summary>Any failure or warning.</summary>
    Warn,

    /// <summary>Failures of that severity and above.</summary>
    Info,
    Low,
    Medium,
    High,
    Critical,
}
