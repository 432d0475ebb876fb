namespace Slipway.Stacks;

/// <summary>A command that serves a developer and nobody else.</summary>
/// <param name="Words">The program, then words that must all stand behind it; an option also matches with a value: <c>--watch</c> and <c>--watch=src</c>.</param>
/// <param name="Instead">What production needs, for people; <c>{file}</c> is the file that the command names.</param>
public sealed record DevelopmentStart(IReadOnlyList<string> Words, string Instead)
{
    /// <summary>The first word behind the program that means something else: <c>next start</c>.</summary>
    public string? Unless { get; init; }

    public bool Fits(IReadOnlyList<string> command)
    {
        var rest = command.Skip(1).ToList();
        return command.Count > 0 && Path.GetFileName(command[0]) == Words[0] && Words.Skip(1).All(word => rest.Exists(one => Is(one, word)))
            && (Unless is null || rest.FirstOrDefault() != Unless);
    }

    private static bool Is(string written, string word) =>
        written == word || (word.StartsWith('-') && (written.StartsWith(word + "=", StringComparison.Ordinal) || written.StartsWith(word + "-", StringComparison.Ordinal)));
}
