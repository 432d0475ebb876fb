namespace Slipway.Project.Definition;

/// <summary>Where a key of the definition stands, for people who wrote it somewhere else.</summary>
internal static class KeyPlaces
{
    /// <summary>Paths of the keys that have <paramref name="name"/> as a member: <c>health</c> for <c>timeout</c>; the nearest to the top first.</summary>
    public static IEnumerable<string> Of(string name)
    {
        var open = new Queue<(string Path, Shape Shape)>([("environments.<name>", ProjectDefinition.Environment), ("the top of the file", ProjectDefinition.File)]);
        while (open.TryDequeue(out var next))
        {
            if (Inner(next.Shape) is not FieldsShape fields)
                continue;
            if (fields.Find(name) is not null)
                yield return next.Path;
            if (ReferenceEquals(fields, ProjectDefinition.File))
                continue;
            foreach (var key in fields.Keys)
                open.Enqueue((next.Path.StartsWith("environments", StringComparison.Ordinal) ? key.Name : $"{next.Path}.{key.Name}", key.Shape));
        }
    }

    private static Shape Inner(Shape shape) => shape switch
    {
        ListShape list => Inner(list.Item),
        NamedShape named => Inner(named.Value),
        _ => shape,
    };
}
