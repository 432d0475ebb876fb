namespace Slipway.Project.Definition;

/// <summary>Shapes in words.</summary>
internal static class ShapeWords
{
    public static string Wanted(Shape shape) => shape switch
    {
        TextShape text => text.Format.Called,
        WholeShape whole => $"a whole number from {whole.Min} to {whole.Max}",
        FlagShape => "true or false",
        DurationShape span => $"a duration from {Durations.Text(span.Min)} to {Durations.Text(span.Max)}",
        SizeShape size => $"a size from {Sizes.Text(size.Min)} to {Sizes.Text(size.Max)}",
        DateShape => "a day",
        ChoiceShape choice => "one of " + string.Join(", ", choice.Choices.Select(c => c.Word)),
        UrlShape => "an http or https address",
        HostShape => "a host address",
        CommandShape => "a command",
        ListShape => "a list",
        FieldsShape { Shorthand: { } key } fields => $"keys with values or {Wanted(fields.Find(key)!.Shape)}",
        _ => "keys with values",
    };

    /// <summary>For the reference: also what stands inside.</summary>
    public static string Described(Shape shape) => shape switch
    {
        ListShape list => $"list of: {Described(list.Item)}",
        TextShape text => $"{text.Format.Called} ({text.Format.Rule})",
        DurationShape => Wanted(shape) + ", as `500ms`, `60s`, `2m`, `1h`",
        SizeShape => Wanted(shape) + ", as `16k`, `64M`, `2G`",
        DateShape => "a day, as `2027-03-01`",
        ChoiceShape choice => string.Join(", ", choice.Choices.Select(c => $"`{c.Word}`")),
        UrlShape => "http or https address without path, user and query",
        HostShape => "`user@host:port`",
        CommandShape => "a command line, or its words as a list; no shell reads it",
        NamedShape named => $"names ({named.Name.Rule}), each with: {Described(named.Value)}",
        FieldsShape { Shorthand: { } key } fields => $"keys below, or only the `{key}` of {fields.Noun}",
        FieldsShape => "keys below",
        AnyShape => "anything",
        _ => Wanted(shape),
    };
}
