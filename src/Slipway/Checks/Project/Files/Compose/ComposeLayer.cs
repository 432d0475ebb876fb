using Slipway.Project.Yaml;

namespace Slipway.Checks.Project.Files.Compose;

/// <summary>What one file says of a service.</summary>
internal sealed record ComposeLayer(TextFile File, YamlEntry Entry)
{
    public YamlNode Node => Entry.Value;

    public string Where(YamlNode node) => File.Where(node.At.Line, node.At.Column);
}
