namespace Slipway.Stacks.Node;

/// <summary>A call of another script: <c>npm run serve</c>, <c>yarn workspace api start</c>, <c>pnpm -C api start</c>.</summary>
/// <param name="Package">Whose script; null when that package is not in the project.</param>
/// <param name="Script">Name of the script.</param>
/// <param name="Arguments">Added to the script.</param>
internal sealed record ScriptCall(PackageJson? Package, string Script, IReadOnlyList<string> Arguments)
{
    private static readonly string[] Placing = ["-w", "--workspace", "--prefix", "-C", "--dir", "--cwd", "--filter", "-F"];
    private static readonly string[] Running = ["run", "run-script", "rum"];
    private static readonly string[] Known = ["start", "stop", "test", "restart"];

    /// <summary>True where npm runs <c>prestart</c> before <c>start</c>.</summary>
    public bool RunsPreScript { get; init; }

    /// <returns>Null when the words call no script.</returns>
    public static ScriptCall? Read(IReadOnlyList<string> words, PackageJson from, ProjectFolder folder)
    {
        if (words[0] is not ("npm" or "pnpm" or "yarn" or "bun"))
            return null;
        var (place, rest) = Place([.. words.Skip(1)]);
        if (rest is ["workspace", var member, .. var inMember])
            (place, rest) = (member, [.. inMember]);
        var package = place is null ? from : Workspace.Find(folder, from.Folder, place);
        var runs = rest.Count > 0 && Running.Contains(rest[0]);
        if (runs)
            rest = [.. rest.Skip(1).SkipWhile(word => word.StartsWith('-'))];
        if (rest.Count == 0 || !(runs || Known.Contains(rest[0]) || (words[0] != "npm" && (package is null || package.Scripts.ContainsKey(rest[0])))))
            return null;
        return new ScriptCall(package, rest[0], [.. rest.Skip(1).Where((word, i) => i > 0 || word != "--")]) { RunsPreScript = words[0] != "pnpm" };
    }

    // The options that name another package stand before or after the script.
    private static (string? Package, List<string> Words) Place(IReadOnlyList<string> words)
    {
        string? place = null;
        var rest = new List<string>();
        for (var i = 0; i < words.Count; i++)
        {
            var pair = words[i].Split('=', 2);
            if (words[i] == "--")
                return (place, [.. rest, .. words.Skip(i)]);
            if (Placing.Contains(pair[0]) && (pair.Length == 2 || i + 1 < words.Count))
                place = pair.Length == 2 ? pair[1] : words[++i];
            else if (rest.Count > 0 || !words[i].StartsWith('-'))
                rest.Add(words[i]);
        }

        return (place, rest);
    }
}
