using System.Text;
using Slipway.Stacks;
using Slipway.Text;

namespace Slipway.Tests.Stacks;

/// <summary>A recipe as text, for goldens.</summary>
internal static class RecipeText
{
    public static string Of(StackRecipe recipe)
    {
        var text = new StringBuilder($"stack: {recipe.Stack}\n");
        Commands(text, "here", recipe.LocalBuild);
        Line(text, "content", recipe.ContentFolder ?? "(tracked files)");
        Line(text, "include", string.Join(' ', recipe.Include));
        Line(text, "exclude", string.Join(' ', recipe.Excludes));
        Commands(text, "on the host", recipe.HostBuild);
        if (recipe.Migration is { } migration)
        {
            Line(text, $"migrations ({migration.Parse})", $"{Shell.Join(migration.List)} | {Shell.Join(migration.Run)}");
            Line(text, "  in", string.Join(' ', migration.Files));
        }

        Line(text, "serving", $"{recipe.Serving.Kind} root={recipe.Serving.DocumentRoot ?? "-"} front={recipe.Serving.FrontController ?? "-"} any script={recipe.Serving.AnyScript}");
        Pairs(text, "assets", recipe.Serving.Assets);
        Pairs(text, "files", recipe.Serving.Files);
        if (recipe.Web is { } web)
            Line(text, "web", $"{Shell.Join(web.Command)} ({web.StopSignal}, {web.StopTimeout.TotalSeconds} s, files: {string.Join(' ', web.Files.Keys)})");
        foreach (var worker in recipe.Workers)
            Line(text, "worker " + worker.Name, $"{Shell.Join(worker.Command)} ({worker.StopTimeout.TotalSeconds} s)");
        Line(text, "shared", string.Join(' ', recipe.Shared));
        Line(text, "writable", string.Join(' ', recipe.Writable));
        Pairs(text, "links", recipe.Links);
        Line(text, "env file", recipe.EnvFile ?? "");
        Pairs(text, "variable", recipe.Variables);
        foreach (var requirement in recipe.Requires)
            Line(text, "requires", $"{requirement.Name} {{{requirement.Placeholder}}} from {requirement.Package}: {string.Join(' ', requirement.AnyOf)}");
        return text.ToString();
    }

    private static void Commands(StringBuilder text, string where, IReadOnlyList<RecipeCommand> commands)
    {
        foreach (var command in commands)
        {
            Line(text, $"{where}: {command.Name}", Shell.Join(command.Command));
            Line(text, "  after", string.Join(", ", command.After));
            Line(text, "  cache", command.Cache is { } cache ? $"{cache.Folder} by {string.Join(' ', cache.Locks)}" : "");
            Pairs(text, "  with", command.Variables);
        }
    }

    private static void Pairs(StringBuilder text, string name, IReadOnlyDictionary<string, string> pairs)
    {
        foreach (var (key, value) in pairs.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            Line(text, name, $"{key} = {value}");
    }

    private static void Line(StringBuilder text, string name, string value)
    {
        if (value.Length > 0)
            text.Append(name).Append(": ").Append(value).Append('\n');
    }
}
