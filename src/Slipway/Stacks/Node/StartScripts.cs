using Slipway.Problems;

namespace Slipway.Stacks.Node;

/// <summary>Which script of a package starts it in production, and where it leads.</summary>
/// <param name="Start">Null when there is none that serves.</param>
/// <param name="Development">The script only serves a developer.</param>
/// <param name="Refusal">Why there is no start; null when there is one, or when nothing looks like one.</param>
internal sealed record StartScripts(StartCommand? Start, bool Development, Problem? Refusal)
{
    private static readonly string[] Production = ["start:prod", "start:production", "start-prod", "serve:prod", "production", "prod"];

    private static readonly string[] EntryFiles = ["server.js", "index.js", "app.js", "server.mjs", "index.mjs", "server.cjs"];

    public static StartScripts Read(PackageJson package, ProjectFolder folder)
    {
        var follower = new ScriptFollower(folder);
        if (!package.Scripts.TryGetValue("start", out var start))
            return Stated(package, follower, Production) is { } named ? new(named, false, null) : new(null, false, null);
        var end = follower.Follow(package, Whole(package, start));
        if (end is ScriptEnd.Serves serves)
            return new(StartCommand.Of(serves, Evidence(start, serves)), false, null);
        if (Stated(package, follower, Production) is { } production)
            return new(production, false, null);
        return end is ScriptEnd.Develops develops
            ? new(null, true, NodeProblems.DevelopmentStart(start, develops))
            : new(null, false, NodeProblems.NoStart($"The start script in package.json is \"{start}\": {((ScriptEnd.Unreadable)end).Why}.", null));
    }

    /// <summary>Without a start script: the main file, or the one that is called as servers are.</summary>
    public static StartCommand? EntryFile(PackageJson package, ProjectFolder folder)
    {
        if (Main(package, folder) is { } main)
            return StartCommand.Of($"package.json has main {main}", "{node}", main);
        return EntryFiles.FirstOrDefault(folder.HasFile) is { } file ? StartCommand.Of($"package.json and {file} exist", "{node}", file) : null;
    }

    /// <summary>What to say of a server that nothing starts.</summary>
    public static Problem Missing(PackageJson package, ProjectFolder folder)
    {
        var why = package.Main is { } main && Main(package, folder) is null
            ? $"package.json has no start script; its main file {main} does not exist."
            : "package.json has no start script, no main file, and there is no server.js, index.js or app.js.";
        var dev = package.Scripts.GetValueOrDefault("dev") ?? package.Scripts.GetValueOrDefault("develop");
        return NodeProblems.NoStart(why, dev is not null && new ScriptFollower(folder).Follow(package, dev) is ScriptEnd.Develops develops ? develops.Instead : null);
    }

    private static string? Main(PackageJson package, ProjectFolder folder) =>
        package.Main is { } main && (folder.HasFile(main) || package.HasBuild && main.Contains('/') && !main.StartsWith("src/", StringComparison.Ordinal)) ? main : null;

    private static StartCommand? Stated(PackageJson package, ScriptFollower follower, IEnumerable<string> names) => names
        .Where(package.Scripts.ContainsKey)
        .Select(name => follower.Follow(package, package.Scripts[name]) is ScriptEnd.Serves serves
            ? StartCommand.Of(serves, $"package.json starts \"{package.Scripts[name]}\" ({name})") : null)
        .FirstOrDefault(found => found is not null);

    private static string Whole(PackageJson package, string start) =>
        package.Scripts.TryGetValue("prestart", out var first) ? $"{first} && {start}" : start;

    private static string Evidence(string start, ScriptEnd.Serves end)
    {
        var runs = end.Last.Text.Replace("{node}", "node").Replace(Placeholders.Port, "$PORT");
        var chained = start.Contains("npm ", StringComparison.Ordinal) || start.Contains("yarn ", StringComparison.Ordinal) || start.Contains("pnpm ", StringComparison.Ordinal)
            || start.Contains("bun ", StringComparison.Ordinal) || start.Contains("pm2", StringComparison.Ordinal);
        return $"package.json starts \"{start}\"" + (chained && start != runs ? $", which runs \"{runs}\"" : "");
    }
}
