using Slipway.Secrets;

namespace Slipway.EnvFiles;

/// <param name="Key">The name as the program takes it; in an <see cref="EnvFile"/> letters, digits and underscores, not starting with a digit.</param>
/// <param name="Value">The value without quotes and escapes, references to other variables replaced.</param>
/// <param name="Line">Where the name stands, from 1; 0 when it comes from elsewhere.</param>
public sealed record EnvEntry(string Key, Secret Value, int Line)
{
    /// <summary>Column of the name, in UTF-16 units from 1.</summary>
    public int Column { get; init; }

    public EnvQuoting Quoting { get; init; }

    /// <summary>Where the value stands in the text, quotes included, comment not; empty when it comes from elsewhere.</summary>
    public Range Raw { get; init; }
}
