namespace Slipway.Project.Yaml;

/// <summary>A YAML document without what we refuse (anchors, tags): scalars are text, whatever they look like.</summary>
internal abstract record YamlNode(Position At)
{
    /// <summary>What a person calls it.</summary>
    public abstract string Called { get; }
}

/// <param name="Plain">Written without quotes: only then an empty text, <c>~</c> and <c>null</c> mean "no value".</param>
internal sealed record YamlScalar(Position At, string Text, bool Plain) : YamlNode(At)
{
    public bool IsNull => Plain && Text is ("" or "~" or "null" or "Null" or "NULL");

    public override string Called => "a single value";
}

internal sealed record YamlList(Position At, IReadOnlyList<YamlNode> Items) : YamlNode(At)
{
    public override string Called => "a list";
}

internal sealed record YamlMap(Position At, IReadOnlyList<YamlEntry> Entries) : YamlNode(At)
{
    public override string Called => "keys with values";
}

/// <summary>Stands where something was refused; it has its problem already.</summary>
internal sealed record YamlRefused(Position At) : YamlNode(At)
{
    public override string Called => "something refused";
}

internal sealed record YamlEntry(string Key, Position At, YamlNode Value);
