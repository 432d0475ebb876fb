using Slipway.Secrets;

namespace Slipway.Preparation;

/// <summary>An env file as it is to be written, and what a person should know of it.</summary>
public sealed record PreparedEnv
{
    public required Secret Text { get; init; }

    /// <summary>False when the file is there already with this text.</summary>
    public required bool Changed { get; init; }

    /// <summary>Keys that got a new secret, in the order of the file.</summary>
    public IReadOnlyList<string> Generated { get; init; } = [];

    /// <summary>Keys whose value follows from the project file and was written.</summary>
    public IReadOnlyList<string> Filled { get; init; } = [];

    /// <summary>Keys of the example that the file did not have.</summary>
    public IReadOnlyList<string> Added { get; init; } = [];

    /// <summary>What a person must still write.</summary>
    public IReadOnlyList<OpenValue> Open { get; init; } = [];
}
