using Slipway.Project.Definition;

namespace Slipway.Project.Changes;

/// <summary>Every key of the definition that holds a value, by its path; those that only hold further keys are not among them.</summary>
internal static class DefinitionKeys
{
    public static IEnumerable<string> All() =>
        Below("", ProjectDefinition.Environment).Concat(Below("", ProjectDefinition.File).Where(k => !k.StartsWith("environments", StringComparison.Ordinal)))
            .Append("environments").Distinct();

    private static IEnumerable<string> Below(string path, Shape shape) => shape switch
    {
        ListShape { Item: FieldsShape } list => Below(path + "[]", list.Item),
        NamedShape { Value: FieldsShape } named => Below(path + ".<name>", named.Value),
        FieldsShape fields => fields.Keys.SelectMany(k => Below(path.Length == 0 ? k.Name : $"{path}.{k.Name}", k.Shape)),
        _ => [path],
    };
}
