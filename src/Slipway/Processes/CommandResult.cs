namespace Slipway.Processes;

/// <summary>How a program ended. <paramref name="Exit"/> is 128+n after signal n.</summary>
/// <param name="OutputCut">True when a background child kept the pipe open, so the output may lack its end.</param>
public sealed record CommandResult(int Exit, string Output, string Errors, bool TimedOut, bool OutputCut, TimeSpan Elapsed)
{
    public bool Succeeded => Exit == 0 && !TimedOut;

    /// <summary>Standard error if there is any, else standard output, trimmed: what a person wants to see.</summary>
    public string LastWords => (Errors.Trim() is { Length: > 0 } errors ? errors : Output).Trim();
}
