using Slipway.Checks.Project.Files.Yaml;
using Slipway.Project.Yaml;

namespace Slipway.Checks.Project.Files.Compose;

/// <summary>A folder or file of the host inside a container.</summary>
/// <param name="Source">On the host, as written with variables put in.</param>
internal sealed record ComposeMount(string Raw, string Where, string Source, string Target, bool IsReadOnly)
{
    /// <returns>Null for volumes.</returns>
    public static ComposeMount? Of(YamlNode node, TextFile file, ComposeInterpolation text)
    {
        var where = file.Where(node.At.Line, node.At.Column);
        if (node is YamlMap map)
        {
            return map.At("type").Text() == "bind" && map.At("source").Text() is { } source
                ? new(source, where, Plain(text.Expand(source)), map.At("target").Text() ?? "", map.At("read_only").IsTrue())
                : null;
        }

        if (node.Text() is not { } written)
            return null;
        var parts = Parts(written);
        return parts.Count > 1 && Plain(text.Expand(parts[0])) is ['/' or '.' or '~', ..] path
            ? new(written, where, path, parts[1], parts.Count > 2 && parts[2].Split(',').Contains("ro"))
            : null;
    }

    // A variable may hold a colon in its default.
    private static List<string> Parts(string text)
    {
        var parts = new List<string>();
        var (start, depth) = (0, 0);
        for (var i = 0; i < text.Length; i++)
        {
            depth += text[i] == '{' ? 1 : text[i] == '}' ? -1 : 0;
            if (text[i] != ':' || depth > 0)
                continue;
            parts.Add(text[start..i]);
            start = i + 1;
        }

        parts.Add(text[start..]);
        return parts;
    }

    private static string Plain(ComposeValue value) => value.IsUnknown ? "" : value.Text.Length > 1 ? value.Text.TrimEnd('/') : value.Text;
}
