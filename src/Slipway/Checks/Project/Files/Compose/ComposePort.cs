using Slipway.Checks.Project.Files.Yaml;
using Slipway.Project.Yaml;

namespace Slipway.Checks.Project.Files.Compose;

/// <summary>A published port.</summary>
/// <param name="Raw">As written.</param>
/// <param name="Address">Host address; empty = all.</param>
/// <param name="Published">Port or range on the host; empty = any free one.</param>
/// <param name="IsKnown">False when the file and the env file don't tell.</param>
internal sealed record ComposePort(string Raw, string Where, string Address, string Published, string Target, bool IsKnown)
{
    public static ComposePort? Of(YamlNode node, TextFile file, ComposeInterpolation text)
    {
        var where = file.Where(node.At.Line, node.At.Column);
        if (node is YamlMap map)
        {
            if (map.At("mode").Text() == "ingress" && map.At("published").Text() is null)
                return null;
            var (address, published, target) = (Value(map, "host_ip"), Value(map, "published"), Value(map, "target"));
            var raw = $"{(address.Raw.Length > 0 ? address.Raw + ":" : "")}{(published.Raw.Length > 0 ? published.Raw + ":" : "")}{target.Raw}";
            return new(raw, where, address.Text, published.Text, target.Text, !address.IsUnknown && !published.IsUnknown);
        }

        if (node.Text() is not { } written)
            return null;
        var expanded = text.Expand(written);
        var (host, from, to) = Split(expanded.Text.Split('/')[0]);
        return new(written, where, host, from, to, !expanded.IsUnknown);

        ComposeValue Value(YamlNode? of, string key) => text.Expand(of.At(key).Text() ?? "");
    }

    private static (string Address, string Published, string Target) Split(string text)
    {
        var last = text.LastIndexOf(':');
        if (last < 0)
            return ("", "", text);
        var before = text[..last];
        var second = before.LastIndexOf(':');
        return before.EndsWith(']') || second < 0
            ? (before.EndsWith(']') ? before : "", before.EndsWith(']') ? "" : before, text[(last + 1)..])
            : (before[..second], before[(second + 1)..], text[(last + 1)..]);
    }
}
