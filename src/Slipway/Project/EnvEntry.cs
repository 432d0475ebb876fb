using Slipway.Secrets;

namespace Slipway.Project;

/// <param name="Key">Letters, digits and underscores, not starting with a digit.</param>
/// <param name="Value">The value without quotes and escapes.</param>
/// <param name="Line">Where it stands, from 1; 0 when it comes from elsewhere.</param>
public sealed record EnvEntry(string Key, Secret Value, int Line)
{
    /// <summary>Where the value stands, quotes included, in the text with LF line ends; empty when it comes from elsewhere.</summary>
    internal Range Raw { get; init; }
}
