namespace Slipway.Project.Yaml;

/// <summary>Ends the reading of a document that goes beyond a bound.</summary>
internal sealed class YamlBoundException(Position at, string bound) : Exception(bound)
{
    public Position At { get; } = at;
}
