namespace Slipway.Checks;

/// <summary>What puts it right.</summary>
/// <param name="Text">One or two sentences to a person.</param>
/// <param name="Command">What can be typed; null when no command does it.</param>
public sealed record Remedy(string Text, string? Command = null)
{
    /// <summary>True when the command changes nothing that a person would miss.</summary>
    public bool Safe { get; init; }

    /// <summary>Who can do it: developers, administrator, hosting provider, payment vendor …</summary>
    public string Who { get; init; } = "developers";
}
