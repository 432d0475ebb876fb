using System.Text;
using Slipway.Project.Definition;

namespace Slipway.Project;

/// <summary>The reference of slipway.yaml in Markdown: docs/project-file.md.</summary>
public static class ProjectReference
{
    public const string RelativePath = "docs/project-file.md";

    public static string Write()
    {
        var text = new StringBuilder();
        text.Append("""
            # slipway.yaml

            Generated from the definition that the reader uses; do not edit.

            - The file is UTF-8 YAML, at most 256 KiB, 16 levels, one document. Tabs, anchors, aliases, tags and duplicate keys are refused.
            - Texts are taken as written: `no`, `on` and `010` are texts, and only the key says whether a number is wanted. A list of one may be written as a single value.
            - Keys of an environment may also stand at the top, as defaults for all environments, save `url` and `names`. An environment's `health`, `users` and `services` are taken together with the defaults key by key; any other value, also a list or `workers`, replaces the default whole.
            - `local` (this machine) always exists; it has no hosts, no url and no certificate.
            - Commands are split into words like a shell would, but no shell reads them: for pipes or variables write `sh -c '…'`.

            ```yaml
            app: shop
            environments:
              production:
                url: https://shop.example.com
                hosts: [deploy@203.0.113.10]
            ```


            """);
        Section(text, "The top of the file", ProjectDefinition.File, except: ProjectDefinition.Environment);
        Section(text, "An environment", ProjectDefinition.Environment, except: null);
        foreach (var (path, fields) in Nested())
            Section(text, $"`{path}`", fields, except: null);
        return text.ToString().TrimEnd('\n') + "\n";
    }

    private static IEnumerable<(string Path, FieldsShape Fields)> Nested()
    {
        var open = new Queue<(string Path, Shape Shape)>(ProjectDefinition.Environment.Keys.Select(k => (k.Name, k.Shape)));
        while (open.TryDequeue(out var next))
        {
            switch (next.Shape)
            {
                case ListShape list: open.Enqueue((next.Path + "[]", list.Item)); break;
                case NamedShape named: open.Enqueue((next.Path + ".<name>", named.Value)); break;
                case FieldsShape fields:
                    yield return (next.Path, fields);
                    foreach (var key in fields.Keys)
                        open.Enqueue(($"{next.Path}.{key.Name}", key.Shape));
                    break;
            }
        }
    }

    private static void Section(StringBuilder text, string title, FieldsShape fields, FieldsShape? except)
    {
        text.Append("## ").Append(title).Append("\n\n");
        foreach (var key in fields.Keys.Where(k => except is null || !except.Keys.Contains(k)))
            Key(text, key);
        text.Append('\n');
    }

    private static void Key(StringBuilder text, KeyDefinition key)
    {
        text.Append("- **`").Append(key.Name).Append("`**").Append(key.Required ? " (required)" : "").Append(": ").Append(key.Doc);
        text.Append(key.Shape is NamedShape { Value: FieldsShape } ? " Keys below." : $" Value: {ShapeWords.Described(key.Shape)}.");
        if (key.Default is not null)
            text.Append(" Default: ").Append(key.Default.StartsWith('(') ? key.Default[1..^1] : $"`{key.Default}`").Append('.');
        if (key.Example is not null)
            text.Append(" Example: `").Append(key.Example).Append("`.");
        if (key.Later)
            text.Append(" *Accepted; without effect in this version.*");
        text.Append('\n');
        foreach (var choice in Choices(key.Shape).Where(c => c.Doc.Length > 0))
            text.Append("  - `").Append(choice.Word).Append("`: ").Append(choice.Doc).Append('\n');
    }

    private static IReadOnlyList<Choice> Choices(Shape shape) => shape switch
    {
        ChoiceShape choice => choice.Choices,
        ListShape { Item: ChoiceShape choice } => choice.Choices,
        _ => [],
    };
}
