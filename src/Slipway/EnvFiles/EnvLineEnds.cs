namespace Slipway.EnvFiles;

/// <summary>What a program makes of line ends before it reads.</summary>
internal enum EnvLineEnds
{
    AsTheyAre,

    /// <summary>CRLF becomes LF.</summary>
    Windows,

    /// <summary>CRLF and CR become LF.</summary>
    All,
}
