namespace Slipway.EnvFiles;

/// <summary>How a value is written.</summary>
public enum EnvQuoting
{
    Plain,
    SingleQuotes,
    DoubleQuotes,
    Backticks,

    /// <summary>Quoted and unquoted parts, as a shell and systemd join them.</summary>
    Mixed,
}
