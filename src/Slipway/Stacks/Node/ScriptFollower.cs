using Slipway.Text;

namespace Slipway.Stacks.Node;

/// <summary>Follows a script through <c>npm run</c>, <c>cd</c>, <c>&amp;&amp;</c> and wrappers to the command that stays running: nothing stands between it and its signals.</summary>
internal sealed class ScriptFollower(ProjectFolder folder)
{
    private const int Deepest = 8;

    public ScriptEnd Follow(PackageJson package, string script) => Follow(package, script, [], 0);

    private ScriptEnd Follow(PackageJson package, string script, IReadOnlyList<string> arguments, int depth)
    {
        if (depth > Deepest)
            return new ScriptEnd.Unreadable("the scripts call one another in a circle");
        if (ScriptText.Split(script) is not { } parts)
            return new ScriptEnd.Unreadable($"\"{script}\" needs a shell");
        var before = new List<(ScriptCommand, string)>();
        for (var i = 0; i < parts.Count; i++)
        {
            var last = i == parts.Count - 1;
            if (parts[i].Words is ["cd", var into] && !last)
            {
                if (Workspace.Below(Path.Combine(package.Folder, into)) is not { } place)
                    return new ScriptEnd.Unreadable($"{into} lies outside the project");
                package = PackageJson.Read(folder, place) ?? package with { Folder = place };
                continue;
            }

            if (!last && BuildCommands.Skips(parts[i].Words, package))
                continue;
            var end = One(package, last ? [.. parts[i].Words, .. arguments] : parts[i].Words, depth);
            if (end is not ScriptEnd.Serves serves)
                return end;
            if (last)
                return serves with { Before = [.. before, .. serves.Before] };
            before.AddRange([.. serves.Before, (serves.Last, parts[i + 1].Joiner)]);
        }

        return new ScriptEnd.Unreadable($"\"{script}\" runs nothing");
    }

    private ScriptEnd One(PackageJson package, IReadOnlyList<string> words, int depth)
    {
        var unwrapped = Wrappers.Unwrap(words, package, folder, out var variables);
        if (unwrapped.Count == 0)
            return new ScriptEnd.Unreadable($"\"{Shell.Join(words)}\" runs nothing");
        if (ScriptCall.Read(unwrapped, package, folder) is { } call)
            return WithVariables(Called(call, depth), variables);
        if (NodeDevelopment.Find(unwrapped) is { } development)
            return development;
        return ProcessKeeper.Translate(unwrapped, package, folder) is { } kept
            ? WithVariables(kept, variables)
            : Program(package, unwrapped, variables);
    }

    private ScriptEnd Called(ScriptCall call, int depth)
    {
        if (call.Package is not { } package)
            return new ScriptEnd.Unreadable("it calls a package that is not in the project");
        if (!package.Scripts.TryGetValue(call.Script, out var text))
            return new ScriptEnd.Unreadable($"{Path.Combine(package.Folder, "package.json")} has no script {call.Script}");
        var pre = call.RunsPreScript && package.Scripts.TryGetValue("pre" + call.Script, out var first) ? first + " && " : "";
        return Follow(package, pre + text, call.Arguments, depth + 1);
    }

    private static ScriptEnd Program(PackageJson package, IReadOnlyList<string> words, IReadOnlyDictionary<string, string> variables)
    {
        if (BuildCommands.NotServing(words, package) is { } why)
            return new ScriptEnd.Unreadable(why);
        List<string> all = words[0] is "node" or "nodejs" ? ["{node}", .. NodeFlags.Kept(words.Skip(1))] : [.. words];
        return new ScriptEnd.Serves(new ScriptCommand(package.Folder, all, variables), []);
    }

    private static ScriptEnd WithVariables(ScriptEnd end, IReadOnlyDictionary<string, string> variables)
    {
        if (end is not ScriptEnd.Serves serves || variables.Count == 0)
            return end;
        var all = variables.ToDictionary();
        foreach (var (name, value) in serves.Last.Variables)
            all[name] = value;
        return serves with { Last = serves.Last with { Variables = all } };
    }
}
