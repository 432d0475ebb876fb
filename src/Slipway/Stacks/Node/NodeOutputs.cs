namespace Slipway.Stacks.Node;

/// <summary>What a build script makes for a server.</summary>
internal static class NodeOutputs
{
    private static readonly string[] Built = ["dist", "build", "out", "output", ".output", ".next", "lib", "compiled", "prod"];

    public static IReadOnlyList<string> Of(NodeApp app, StartCommand start, ProjectFolder folder)
    {
        if (app.Framework is { Start: { } own } framework && start.Program.SequenceEqual(own))
            return framework.Outputs;
        var started = Started(app.Package, start, folder);
        var site = app.Framework is null ? SiteBuild.Find(app.Package, folder)?.Folder : null;
        List<string> all = [.. (app.Framework?.Outputs ?? []).Concat(started is null ? [] : [started]).Concat(site is null ? [] : [site]).Distinct()];
        return [.. all.Where(path => !all.Exists(other => path.StartsWith(other + "/", StringComparison.Ordinal)))];
    }

    /// <summary>The folder that the started file is built into; null when the file is source.</summary>
    private static string? Started(PackageJson package, StartCommand start, ProjectFolder folder)
    {
        var entry = start.Program.Skip(1).FirstOrDefault(word => !word.StartsWith('-') && (word is "." || word.Contains('/') || Built.Contains(word)));
        if ((entry == "." ? package.Main : entry) is not { } file || Workspace.Below(Path.Combine(start.Folder, file)) is not { Length: > 0 } path)
            return null;
        var names = path[(start.Folder.Length == 0 ? 0 : start.Folder.Length + 1)..].Split('/');
        if (!Built.Contains(names[0]) && (names[0] is "src" or "node_modules" || folder.HasFile(path) || names.Length == 1))
            return null;
        return Path.Combine(start.Folder, names[0]);
    }
}
