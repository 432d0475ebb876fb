namespace Slipway.Stacks.Node;

/// <summary>What stands before a command without changing what runs: assignments, readers of env files, <c>npx</c>. The env of a release is the process's own.</summary>
internal static class Wrappers
{
    private static readonly string[] Transparent = ["cross-env", "cross-env-shell", "env", "exec", "nohup"];

    // Each takes its options, then the command; those that have a separator are read up to it.
    private static readonly string[] EnvReaders = ["dotenv", "dotenvx", "dotenv-flow", "dotenv-cli", "env-cmd"];

    private static readonly string[] WithValue = ["-e", "-f", "-r", "-c", "-v", "-p", "--file", "--env-file", "--package"];

    /// <param name="words">As written.</param>
    /// <param name="package">Whose scripts a manager's short form may name.</param>
    /// <param name="folder">The project.</param>
    /// <param name="variables">The assignments.</param>
    public static IReadOnlyList<string> Unwrap(IReadOnlyList<string> words, PackageJson package, ProjectFolder folder, out IReadOnlyDictionary<string, string> variables)
    {
        var found = new Dictionary<string, string>();
        List<string> rest = [.. words];
        while (rest.Count > 0)
        {
            if (IsAssignment(rest[0], out var name, out var value))
                found[name] = value;
            else if (Runner(rest, package, folder) is { } skipped)
                rest = Options(rest, skipped - 1);
            else if (EnvReaders.Contains(rest[0]))
                rest = Options(rest, rest.ElementAtOrDefault(1) == "run" ? 1 : 0);
            else if (!Transparent.Contains(rest[0]))
                break;
            if (rest.Count > 0)
                rest.RemoveAt(0);
        }

        variables = found;
        return rest;
    }

    /// <returns>How many words stand before the options of the command; null when it is none that runs another program.</returns>
    private static int? Runner(List<string> words, PackageJson package, ProjectFolder folder) => words switch
    {
        ["npx" or "bunx", ..] => 1,
        ["npm" or "pnpm" or "yarn", "exec" or "dlx", ..] or ["bun", "x", ..] => 2,
        ["yarn" or "pnpm", var program, ..] when !program.StartsWith('-') && ScriptCall.Read(words, package, folder) is null => 1,
        _ => null,
    };

    // Leaves the last word before the command in place.
    private static List<string> Options(List<string> words, int at)
    {
        for (at++; at < words.Count && words[at].StartsWith('-'); at++)
        {
            if (words[at] == "--")
                return words[at..];
            if (WithValue.Contains(words[at]))
                at++;
        }

        return words[(Math.Min(at, words.Count) - 1)..];
    }

    private static bool IsAssignment(string word, out string name, out string value)
    {
        var at = word.IndexOf('=');
        (name, value) = at > 0 ? (word[..at], word[(at + 1)..]) : ("", "");
        return name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');
    }
}
