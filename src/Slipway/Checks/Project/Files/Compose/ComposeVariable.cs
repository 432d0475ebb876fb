using Slipway.Checks.Project.Files.Yaml;
using Slipway.Project.Yaml;

namespace Slipway.Checks.Project.Files.Compose;

/// <summary>A variable that a compose file gives to a container or a build.</summary>
internal sealed record ComposeVariable(string Key, ComposeValue Value, string Where)
{
    /// <param name="node">A map, or a list of <c>KEY=value</c>; a key without value is passed on and left out.</param>
    public static IEnumerable<ComposeVariable> Of(YamlNode? node, TextFile file, ComposeInterpolation text)
    {
        foreach (var entry in node.Entries())
            if (entry.Value.Text() is { } value)
                yield return new(entry.Key, text.Expand(value), file.Where(entry.At.Line, entry.At.Column));
        foreach (var item in (node as YamlList)?.Items ?? [])
            if (item.Text() is { } pair && pair.IndexOf('=') is > 0 and var at)
                yield return new(pair[..at], text.Expand(pair[(at + 1)..]), file.Where(item.At.Line, item.At.Column));
    }
}
