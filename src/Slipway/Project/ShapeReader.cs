using Slipway.Project.Definition;
using Slipway.Project.Yaml;

namespace Slipway.Project;

/// <summary>Nodes → values by their declared shape; every misfit becomes a problem and the reading goes on.</summary>
internal sealed class ShapeReader(ProblemList problems)
{
    /// <summary>null when the node does not fit.</summary>
    public Setting? Read(YamlNode node, Shape shape, string path)
    {
        if (node is YamlRefused)
            return null;
        if (node is YamlScalar { IsNull: true } && shape is not AnyShape)
        {
            problems.Add(node.At, ProjectProblems.NoValue(path, ShapeWords.Wanted(shape)));
            return null;
        }

        var value = (shape, node) switch
        {
            (AnyShape, _) => node,
            (ListShape list, _) => List(node, list, path),
            (NamedShape named, YamlMap map) => Named(map, named, path),
            (FieldsShape fields, YamlMap map) => Fields(map, fields, path),
            (FieldsShape { Shorthand: { } key } fields, _) => Shorthand(node, fields, key, path),
            (CommandShape, YamlList words) => Words(words, path),
            (NamedShape or FieldsShape, _) => WrongType(node, shape, path),
            (_, YamlScalar scalar) => ScalarReader.Read(scalar, shape, path, problems),
            _ => WrongType(node, shape, path),
        };
        return value is null ? null : new Setting(value, node.At);
    }

    private object? WrongType(YamlNode node, Shape shape, string path)
    {
        problems.Add(node.At, ProjectProblems.WrongType(path, ShapeWords.Wanted(shape), node.Called));
        return null;
    }

    private List<Setting>? List(YamlNode node, ListShape shape, string path)
    {
        IReadOnlyList<YamlNode> items = node is YamlList list ? list.Items : [node];
        var read = items.Select((item, i) => Read(item, shape.Item, node is YamlList ? $"{path}[{i + 1}]" : path)).ToList();
        var sound = read.OfType<Setting>().ToList();
        return sound.Count == read.Count || (sound.Count > 0 && shape.Item is not FieldsShape) ? sound : null;
    }

    private Settings Shorthand(YamlNode node, FieldsShape fields, string key, string path)
    {
        var settings = new Settings(node.At);
        settings.Set(key, Read(node, fields.Find(key)!.Shape, path));
        return settings;
    }

    private List<string>? Words(YamlList list, string path)
    {
        var words = list.Items.OfType<YamlScalar>().Select(s => s.Text).ToList();
        if (words.Count == list.Items.Count)
            return CommandReader.Check(words, list.At, path, problems);
        problems.Add(list.At, ProjectProblems.WrongType(path, "a list of words", "a list of lists"));
        return null;
    }

    private Settings Named(YamlMap map, NamedShape shape, string path)
    {
        var settings = new Settings(map.At);
        foreach (var entry in map.Entries)
        {
            var value = Read(entry.Value, shape.Value, Join(path, entry.Key));
            var sound = shape.Name.Fits(entry.Key);
            if (!sound)
                problems.Add(entry.At, ProjectProblems.BadName(path, entry.Key, shape.Name.Called, shape.Name.Rule));
            settings.Set(entry.Key, sound ? value : null);
        }

        return settings;
    }

    private Settings Fields(YamlMap map, FieldsShape fields, string path)
    {
        var settings = new Settings(map.At);
        foreach (var entry in map.Entries)
        {
            if (fields.Find(entry.Key) is { } key)
                settings.Set(key.Name, Read(entry.Value, key.Shape, Join(path, key.Name)));
            else
                Unknown(entry, fields, path, settings);
        }

        foreach (var key in fields.Keys.Where(k => k.Required && !settings.Has(k.Name)))
            problems.Add(map.At, ProjectProblems.Missing(Join(path, key.Name), key.Doc, $"{key.Name}: …"));
        return settings;
    }

    private void Unknown(YamlEntry entry, FieldsShape fields, string path, Settings settings)
    {
        var meant = Suggestion.Key(entry.Key, fields);
        if (meant is not null && !settings.Has(meant))
            settings.Set(meant, null);
        var elsewhere = meant is null ? KeyPlaces.Of(entry.Key).FirstOrDefault() : null;
        problems.Add(entry.At, ProjectProblems.UnknownKey(entry.Key, path, fields.Noun, meant, elsewhere, fields.Keys.Select(k => k.Name)));
    }

    private static string Join(string path, string key) => path.Length == 0 ? key : $"{path}.{ProjectProblems.Cut(key)}";
}
