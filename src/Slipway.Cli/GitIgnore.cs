using Slipway.Files;
using Slipway.Text;

namespace Slipway.Cli;

/// <summary>The project's .gitignore: the one place that writes it. Lines that are there stay as they are.</summary>
internal static class GitIgnore
{
    // Not `.slipway/`: what is in a folder that is ignored cannot be let in again.
    private static readonly string[] Ours = [".slipway/*", "!.slipway/known_hosts"];

    private static readonly string[] Env = [".env", ".env.*", "!.env.example", "!.env.*.example"];
    private static readonly string[] EnvFiles = [".env", ".env.local", ".env.production", ".env.staging"];

    private static readonly (string File, string Folder)[] Made = [("composer.json", "vendor"), ("package.json", "node_modules"), ("manage.py", "__pycache__")];

    /// <summary>Keeps what Slipway makes beside the project out of git, save the known hosts.</summary>
    /// <returns>True when the file was changed.</returns>
    public static bool Add(string folder) => Append(folder, lines => [.. Ours.Except(lines.Select(l => l.Trim()))]).Count > 0;

    /// <summary>Keeps every env file out of git, save the examples, where the project does not do so yet.</summary>
    /// <returns>The lines that were added.</returns>
    public static IReadOnlyList<string> IgnoreEnv(string folder) => Append(folder, lines =>
    {
        var rules = new IgnoreRules(lines);
        return EnvFiles.All(name => rules.IsIgnored(name, isFolder: false)) ? [] : [.. Env.Except(lines.Select(l => l.Trim()))];
    });

    /// <summary>Keeps out of git what the project's tools will make. A folder that is there may be committed on purpose.</summary>
    /// <returns>The lines that were added.</returns>
    public static IReadOnlyList<string> IgnoreMade(string folder) => Append(folder, lines =>
    {
        var rules = new IgnoreRules(lines);
        return [.. Made.Where(m => File.Exists(Path.Combine(folder, m.File)) && !Directory.Exists(Path.Combine(folder, m.Folder)) && !rules.IsIgnored(m.Folder, isFolder: true)).Select(m => m.Folder + "/")];
    });

    /// <summary>Keeps files out of git that are not yet.</summary>
    /// <param name="patterns">Each names a file at the top, with stars for what varies: <c>/.env.production.backup-*</c>.</param>
    /// <returns>The lines that were added.</returns>
    public static IReadOnlyList<string> Ignore(string folder, IEnumerable<string> patterns) => Append(folder, lines =>
    {
        var rules = new IgnoreRules(lines);
        return [.. patterns.Where(p => !rules.IsIgnored(p.TrimStart('/').Replace("*", "1"), isFolder: false))];
    });

    /// <summary>Lets a file into git that a pattern such as <c>.env.*</c> keeps out.</summary>
    /// <returns>The lines that were added.</returns>
    public static IReadOnlyList<string> LetIn(string folder, string name) => Append(folder, lines =>
        new IgnoreRules(lines).IsIgnored(name, isFolder: false) ? [$"!/{name}"] : []);

    private static IReadOnlyList<string> Append(string folder, Func<IReadOnlyList<string>, IReadOnlyList<string>> missing)
    {
        var path = Path.Combine(folder, ".gitignore");
        var text = File.Exists(path) ? File.ReadAllText(path) : "";
        var added = missing([.. IgnoreRules.Lines(text)]);
        if (added.Count == 0)
            return added;
        var newLine = text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        var before = text + (text.Length > 0 && !text.EndsWith('\n') ? newLine : "");
        AtomicFile.Write(path, before + string.Concat(added.Select(line => line + newLine)), FileModes.Public);
        return added;
    }
}
