namespace Slipway.Checks.Project.Files.Shell;

/// <summary>Programs that run a script which is given to them.</summary>
internal static class ShellRunners
{
    private static readonly string[] Shells = ["sh", "bash", "dash", "zsh", "ash", "ksh"];

    /// <summary>True when the command runs what a here-document holds.</summary>
    public static bool ReadsScript(IReadOnlyList<string> words) =>
        words.Any(word => word == "ssh" || Shells.Contains(Path.GetFileName(word))) || (words.Contains("su") && !words.Contains("-c"));

    /// <summary>Scripts among the words: of <c>sh -c</c>, <c>ssh host "…"</c>, <c>eval</c>, <c>su -c</c>, <c>trap</c>.</summary>
    public static IEnumerable<string> Given(IReadOnlyList<string> words)
    {
        if (words[0] is "eval" or "trap" || words[0] == "ssh" || (words[0] == "sudo" && words.Contains("ssh")))
            return words.Skip(1).Where(word => word.Contains(' '));
        var c = Enumerable.Range(0, words.Count - 1).Where(i => words[i].StartsWith('-') && !words[i].StartsWith("--", StringComparison.Ordinal) && words[i].EndsWith('c')).DefaultIfEmpty(-1).First();
        return c > 0 && words.Take(c).Any(word => Shells.Contains(Path.GetFileName(word)) || word == "su") ? [words[c + 1]] : [];
    }
}
