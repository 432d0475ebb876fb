namespace Slipway.EnvFiles;

/// <summary>How a value is written.</summary>
public enum EnvQuoting
{
    Plain,
    Single,
    Double,
    Backtick,

    /// <summary>Quoted and unquoted parts, as a shell and systemd join them.</summary>
    Mixed,
}
