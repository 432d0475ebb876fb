using Slipway.Project.Yaml;

namespace Slipway.Checks.Project.Files.Yaml;

/// <summary>Looks into nodes without asking whether they have the form that is hoped for.</summary>
internal static class YamlView
{
    public static YamlEntry? Entry(this YamlNode? node, string key) => (node as YamlMap)?.Entries.FirstOrDefault(entry => entry.Key == key);

    public static YamlNode? At(this YamlNode? node, params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
            node = node.Entry(key)?.Value;
        return node;
    }

    /// <summary>The text of a single value; null for anything else, and for "no value".</summary>
    public static string? Text(this YamlNode? node) => node is YamlScalar { IsNull: false } scalar ? scalar.Text : null;

    public static bool IsTrue(this YamlNode? node) => node.Text() is "true" or "True" or "TRUE" or "yes" or "on";

    /// <summary>The items of a list; a single value is a list of one.</summary>
    public static IReadOnlyList<YamlNode> Items(this YamlNode? node) => node switch
    {
        YamlList list => list.Items,
        YamlScalar { IsNull: false } scalar => [scalar],
        _ => [],
    };

    public static IReadOnlyList<YamlEntry> Entries(this YamlNode? node) => (node as YamlMap)?.Entries ?? [];
}
