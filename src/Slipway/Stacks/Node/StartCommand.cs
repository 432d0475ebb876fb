namespace Slipway.Stacks.Node;

/// <summary>The one command that starts the server: npm is not between systemd and the app, so signals arrive.</summary>
/// <param name="Words">With <c>{node}</c> for node.</param>
/// <param name="Variables">Assignments written before the command in the script.</param>
/// <param name="Evidence">Where it comes from, for people.</param>
internal sealed record StartCommand(IReadOnlyList<string> Words, IReadOnlyDictionary<string, string> Variables, string Evidence)
{
    /// <summary>The package whose folder it runs in, relative to the project.</summary>
    public string Folder { get; init; } = "";

    /// <summary>The words in that folder, without what changes into it.</summary>
    public required IReadOnlyList<string> Program { get; init; }

    public bool RunsNode => Program[0] == "{node}";

    public bool HasPort => Words.Any(word => word.Contains(Placeholders.Port, StringComparison.Ordinal));

    public static StartCommand Of(string evidence, params IReadOnlyList<string> words) => new(words, new Dictionary<string, string>(), evidence) { Program = words };

    public static StartCommand Of(ScriptEnd.Serves end, string evidence)
    {
        var (last, before) = end;
        IReadOnlyList<string> words = before.Count > 0
            ? ["/bin/sh", "-c", string.Concat(before.Select(first => $"{first.Command.InShell} {first.Joiner} ")) + Becomes(last)]
            : last.Folder.Length > 0 ? ["/usr/bin/env", "-C", last.Folder, .. last.Words] : last.Words;
        return new StartCommand(words, last.Variables, evidence) { Program = last.Words, Folder = last.Folder };
    }

    private static string Becomes(ScriptCommand last) =>
        (last.Folder.Length > 0 ? $"cd {Text.Shell.Quote(last.Folder)} && " : "") + "exec " + (last with { Variables = new Dictionary<string, string>() }).Text;
}
