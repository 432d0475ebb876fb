using System.CommandLine;

namespace Slipway.Cli.Commands;

/// <summary>A verb with the examples that its help ends with.</summary>
internal sealed class VerbCommand(string name, string description) : Command(name, description)
{
    public IReadOnlyList<Example> Examples { get; init; } = [];
}
