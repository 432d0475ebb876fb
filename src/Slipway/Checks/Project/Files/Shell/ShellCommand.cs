namespace Slipway.Checks.Project.Files.Shell;

/// <summary>A simple command of a script.</summary>
/// <param name="Words">Without quotes; variables stay as written.</param>
/// <param name="Index">Where it begins in its text.</param>
internal sealed record ShellCommand(IReadOnlyList<string> Words, int Index)
{
    private static readonly string[] Printers = ["echo", "printf", "log", "info", "warn", "error", "success", "print", "say", "die", "fail", "alias", "export", "#"];
    private static readonly string[] Prefixes = ["sudo", "env", "nohup", "exec", "time", "nice", "command", "builtin", "timeout", "@php"];

    /// <summary>Files that output goes to, with the operator: <c>&gt;dump.sql</c>.</summary>
    public IReadOnlyList<string> Redirects { get; init; } = [];

    /// <summary>What follows it: <c>|</c>, <c>||</c>, <c>&amp;&amp;</c>, <c>;</c>, <c>&amp;</c> or a line end.</summary>
    public string After { get; init; } = "";

    /// <summary>Reads what the command before it prints.</summary>
    public bool IsPiped { get; init; }

    /// <summary>Its status is asked for: <c>if</c>, <c>while</c>, <c>!</c>.</summary>
    public bool InCondition { get; init; }

    /// <summary>Runs only when something else was so: inside if or case, after <c>&amp;&amp;</c> or <c>||</c>.</summary>
    public bool IsGuarded { get; init; }

    /// <summary>Runs on another machine: given to ssh.</summary>
    public bool IsRemote { get; init; }

    /// <summary>Inside <c>$(…)</c>: its output is taken.</summary>
    public bool InSubstitution { get; init; }

    /// <summary>The first word that is a program, without its folder.</summary>
    public string Program => Words.Count == 0 ? "" : Path.GetFileName(Words[First]);

    public bool Prints => Printers.Contains(Program);

    /// <summary>Words in one line; those with blanks inside, which were quoted, are left out. Empty when the command only prints.</summary>
    public string Text => Prints ? "" : string.Join(' ', Words.Select(word => word.AsSpan().ContainsAny(' ', '\n', '\t') ? "…" : word));

    private int First
    {
        get
        {
            var at = 0;
            while (at < Words.Count - 1 && (Prefixes.Contains(Words[at]) || IsAssignment(Words[at]) || (at > 0 && Words[at].StartsWith('-')) || (at > 0 && Words[at - 1] is "-u" or "timeout")))
                at++;
            return at;
        }
    }

    private static bool IsAssignment(string word) =>
        word.IndexOf('=') is > 0 and var at && word.AsSpan(0, at).IndexOfAnyExcept(Name) < 0;

    private static readonly System.Buffers.SearchValues<char> Name = System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_+");
}
