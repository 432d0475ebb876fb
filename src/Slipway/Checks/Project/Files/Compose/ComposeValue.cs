namespace Slipway.Checks.Project.Files.Compose;

/// <summary>A text of a compose file with its variables put in.</summary>
/// <param name="Raw">As written; the only form that may be shown.</param>
/// <param name="Text">May hold values of the env file: for judging only.</param>
/// <param name="FromEnv">A part comes from the env file.</param>
/// <param name="FromDefault">A part is a default that the env file does not override.</param>
/// <param name="IsUnknown">A part has neither.</param>
internal sealed record ComposeValue(string Raw, string Text, bool FromEnv, bool FromDefault, bool IsUnknown)
{
    /// <summary>Written in the file, not told by the env file.</summary>
    public bool IsWritten => !FromEnv && !IsUnknown;

    public override string ToString() => Raw;
}
