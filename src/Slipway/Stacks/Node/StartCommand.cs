using Slipway.Text;

namespace Slipway.Stacks.Node;

/// <summary>The one command that starts the server: npm is not between systemd and the app, so signals arrive.</summary>
/// <param name="Words">With <c>{node}</c> for node.</param>
/// <param name="Variables">Assignments written before the command in the script.</param>
/// <param name="Evidence">Where it comes from, for people.</param>
internal sealed record StartCommand(IReadOnlyList<string> Words, IReadOnlyDictionary<string, string> Variables, string Evidence)
{
    private static readonly string[] EntryFiles = ["server.js", "index.js", "app.js", "server.mjs", "index.mjs"];

    private static readonly System.Buffers.SearchValues<char> ShellSyntax = System.Buffers.SearchValues.Create("&|;<>$`*()");

    // Programs that only serve a developer.
    private static readonly string[] Development = ["vite", "react-scripts", "webpack", "webpack-dev-server", "nodemon", "parcel", "eleventy", "npx", "npm", "yarn", "pnpm"];

    public bool RunsNode => Words[0] == "{node}";

    public static StartCommand? Find(PackageJson package, ProjectFolder folder)
    {
        if (package.Scripts.TryGetValue("start", out var script))
            return Parse(script);
        if (package.BuildsSite is not null)
            return null;
        if (package.Main is { } main)
            return new StartCommand(["{node}", main], new Dictionary<string, string>(), $"package.json has main {main}");
        return EntryFiles.FirstOrDefault(folder.HasFile) is { } file
            ? new StartCommand(["{node}", file], new Dictionary<string, string>(), $"package.json and {file} exist")
            : null;
    }

    public static string WhyNot(PackageJson package) => package.Scripts.TryGetValue("start", out var script)
        ? $"The start script in package.json is \"{script}\"."
        : "package.json has no start script, no main file, and there is no server.js, index.js or app.js.";

    private static StartCommand? Parse(string script)
    {
        if (script.AsSpan().ContainsAny(ShellSyntax))
            return null;
        List<string> words;
        try
        {
            words = [.. Shell.Split(script)];
        }
        catch (FormatException)
        {
            return null;
        }

        var variables = new Dictionary<string, string>();
        while (words.Count > 0 && (words[0] is "cross-env" or "env" || words[0].IndexOf('=') > 0))
        {
            if (words[0].Split('=', 2) is [var name, var value])
                variables[name] = value;
            words.RemoveAt(0);
        }

        if (words.Count == 0 || Development.Contains(words[0]))
            return null;
        if (words[0] is "node" or "nodejs")
            words[0] = "{node}";
        return new StartCommand(words, variables, $"package.json starts \"{script}\"");
    }
}
