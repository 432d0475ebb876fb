using System.Text.Json;
using Slipway.Text;

namespace Slipway.Stacks.Node;

/// <summary>pm2 and forever keep a program running, which the release's own process supervision does: what they keep is started without them.</summary>
internal static class ProcessKeeper
{
    private static readonly string[] WithValue = ["-i", "--instances", "-n", "--name", "--env", "--max-memory-restart", "-l", "-o", "-e", "--uid", "--minUptime", "--spinSleepTime"];

    /// <returns>Null when the command is none of them.</returns>
    public static ScriptEnd? Translate(IReadOnlyList<string> words, PackageJson package, ProjectFolder folder)
    {
        if (words[0] is not ("pm2" or "pm2-runtime" or "pm2-docker" or "forever"))
            return null;
        var file = Operand(words, out var arguments);
        if (file is null)
            return new ScriptEnd.Unreadable($"\"{Shell.Join(words)}\" names no program");
        if (file.EndsWith(".json", StringComparison.Ordinal))
            return FromFile(file, package, folder);
        if (Path.GetFileName(file).Contains(".config.", StringComparison.Ordinal))
            return new ScriptEnd.Unreadable($"{words[0]} reads {file}, a program: name what it starts, as \"node server.js\"");
        return Node(package, [file, .. arguments], new Dictionary<string, string>());
    }

    private static string? Operand(IReadOnlyList<string> words, out IReadOnlyList<string> arguments)
    {
        var end = words.ToList().IndexOf("--");
        arguments = end < 0 ? [] : [.. words.Skip(end + 1)];
        for (var i = 1; i < (end < 0 ? words.Count : end); i++)
        {
            if (WithValue.Contains(words[i]))
                i++;
            else if (!words[i].StartsWith('-') && words[i] != "start")
                return words[i];
        }

        return null;
    }

    private static ScriptEnd FromFile(string file, PackageJson package, ProjectFolder folder)
    {
        if (folder.Json(Path.Combine(package.Folder, file)) is not { } json)
            return new ScriptEnd.Unreadable($"{file} is missing or is not valid JSON");
        var apps = json.TryGetProperty("apps", out var list) && list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray()] : new[] { json };
        if (apps.Length != 1 || Text(apps[0], "script") is not { } script)
            return new ScriptEnd.Unreadable($"{file} names {apps.Length} programs: start one, name the others under services.workers in slipway.yaml");
        var arguments = ScriptText.Split(Text(apps[0], "args") ?? "") is [var only] ? only.Words : [];
        var variables = new Dictionary<string, string>();
        foreach (var name in (string[])["env", "env_production"])
            if (apps[0].TryGetProperty(name, out var env) && env.ValueKind == JsonValueKind.Object)
                foreach (var variable in env.EnumerateObject())
                    variables[variable.Name] = variable.Value.ToString();
        return Node(package, [script, .. arguments], variables);
    }

    private static ScriptEnd Node(PackageJson package, IReadOnlyList<string> words, IReadOnlyDictionary<string, string> variables) =>
        new ScriptEnd.Serves(new ScriptCommand(package.Folder, ["{node}", .. words], variables), []);

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
