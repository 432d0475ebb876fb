namespace Slipway.Project.Definition;

/// <summary>What a value must look like. Data only: the reader, the JSON Schema and the reference are made from it.</summary>
internal abstract record Shape;

internal sealed record TextShape(TextFormat Format) : Shape;

/// <summary>A whole number within bounds.</summary>
internal sealed record WholeShape(int Min, int Max) : Shape;

/// <summary>true or false, nothing else.</summary>
internal sealed record FlagShape : Shape;

/// <summary>A number with its unit: 500ms, 60s, 2m, 1h.</summary>
internal sealed record DurationShape(TimeSpan Min, TimeSpan Max) : Shape;

/// <summary>A number of bytes with its unit: 16k, 64M, 2G.</summary>
internal sealed record SizeShape(long Min, long Max) : Shape;

/// <summary>A day: 2027-03-01.</summary>
internal sealed record DateShape : Shape;

/// <summary>One of a few words.</summary>
internal sealed record ChoiceShape(params IReadOnlyList<Choice> Choices) : Shape;

/// <summary>http or https address of a site: no path, no user, no query.</summary>
internal sealed record UrlShape : Shape;

/// <summary><c>user@host:port</c>, an IPv6 address in brackets.</summary>
internal sealed record HostShape : Shape;

/// <summary>A command line, or its words as a list.</summary>
internal sealed record CommandShape : Shape;

/// <summary>A list; a single value stands for a list of one.</summary>
internal sealed record ListShape(Shape Item) : Shape;

/// <summary>Names that the person chooses, each with a value.</summary>
internal sealed record NamedShape(TextFormat Name, Shape Value) : Shape;

/// <summary>Known keys.</summary>
/// <param name="Noun">What it describes, for messages: "an environment".</param>
/// <param name="Keys">In the order of the reference.</param>
/// <param name="Shorthand">The key that a value without keys stands for.</param>
internal sealed record FieldsShape(string Noun, IReadOnlyList<KeyDefinition> Keys, string? Shorthand = null) : Shape
{
    public KeyDefinition? Find(string name) => Keys.FirstOrDefault(k => k.Name == name);
}

/// <summary>Taken as it is, because a later version gives it its meaning.</summary>
internal sealed record AnyShape : Shape;
