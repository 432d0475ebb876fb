using System.Text;

namespace Slipway.Checks.Project.Files.Shell;

/// <summary>The recipes of a Makefile, one script for each target.</summary>
internal static class MakeTargets
{
    public static IEnumerable<ShellScript> Read(TextFile? file)
    {
        if (file is null)
            yield break;
        var (name, recipe) = ((string?)null, new StringBuilder());
        var at = 0;
        foreach (var line in file.Text.Split('\n'))
        {
            if (line.StartsWith('\t') && name is not null)
                recipe.Append(' ', at - recipe.Length).Append(Plain(line)).Append('\n');
            else if (Target(line) is { } target)
            {
                if (name is not null)
                    yield return Of(file, name, recipe);
                (name, recipe) = (target, new StringBuilder().Append(' ', at));
            }

            at += line.Length + 1;
        }

        if (name is not null)
            yield return Of(file, name, recipe);
    }

    // The recipe keeps its place in the file, so an index in it is one in the file.
    private static ShellScript Of(TextFile file, string name, StringBuilder recipe) => new(file.Path, name, ScriptKind.Make, recipe.ToString(), file.Where);

    private static string Plain(string line)
    {
        var text = line.AsSpan();
        var marks = text[1..].IndexOfAnyExcept("@-+ ");
        return marks < 0 ? line : new string(' ', marks + 1) + line[(marks + 1)..];
    }

    private static string? Target(string line)
    {
        var colon = line.IndexOf(':');
        return colon > 0 && line[0] is not ('#' or ' ' or '.') && !line.AsSpan(colon).StartsWith(":=") && line.IndexOf('=') is var equals && (equals < 0 || equals > colon) ? line[..colon].Trim() : null;
    }
}
