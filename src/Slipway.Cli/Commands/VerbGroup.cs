using System.CommandLine;

namespace Slipway.Cli.Commands;

/// <summary>Verbs that belong to one part of the path from a folder to a server that is kept well.</summary>
/// <param name="Title">"Prepare".</param>
/// <param name="Verbs">In the order in which a person needs them.</param>
internal sealed record VerbGroup(string Title, IReadOnlyList<Command> Verbs);
