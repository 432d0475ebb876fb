using Slipway.Text;

namespace Slipway.Processes;

/// <summary>A program to run: words, never a shell string.</summary>
/// <param name="Program">Name found on PATH or a path.</param>
/// <param name="Arguments">Each passed as one word.</param>
public sealed record CommandLine(string Program, params IReadOnlyList<string> Arguments)
{
    /// <summary>Folder it starts in; null = the caller's.</summary>
    public string? Folder { get; init; }

    /// <summary>Variables added to (or, with a null value, removed from) the environment.</summary>
    public IReadOnlyDictionary<string, string?> Variables { get; init; } = new Dictionary<string, string?>();

    /// <summary>When true the child gets only <see cref="Variables"/>, nothing of the caller's environment.</summary>
    public bool CleanEnvironment { get; init; }

    /// <summary>How long it may run before it is ended and <see cref="CommandResult.TimedOut"/> is set.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Bytes for standard input; null = empty.</summary>
    public ReadOnlyMemory<byte>? Input { get; init; }

    /// <summary>Called for each line of output as it comes: (isError, line). While it waits, that stream of the program is not read.</summary>
    public Func<bool, string, ValueTask>? OnLine { get; init; }

    /// <summary>True when it leaves a process behind that may keep its streams open: they are not waited for.</summary>
    public bool LeavesProcess { get; init; }

    /// <summary>The most output text kept of each stream, in characters; the end is kept, the start dropped. A longer line comes in pieces.</summary>
    public int KeepCharacters { get; init; } = 1 << 20;

    public override string ToString() => Shell.Join([Program, .. Arguments]);
}
