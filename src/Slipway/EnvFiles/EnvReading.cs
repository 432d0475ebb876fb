using Slipway.Problems;
using Slipway.Project.Yaml;
using Slipway.Secrets;

namespace Slipway.EnvFiles;

/// <summary>What one program makes of an env file.</summary>
public sealed class EnvReading
{
    public required EnvDialect Dialect { get; init; }

    /// <summary>Each assignment, in the order of the file; a name may come more than once.</summary>
    public required IReadOnlyList<EnvEntry> Entries { get; init; }

    /// <summary>What the program has in the end: the entry that counts for each name. Empty when it refuses the file.</summary>
    public required IReadOnlyDictionary<string, EnvEntry> Final { get; init; }

    /// <summary>Each line that the program cannot read or leaves out, with file:line:column and without values, in the order of the file.</summary>
    public required IReadOnlyList<Problem> Problems { get; init; }

    /// <summary>The program takes nothing from the file at all, because of one of the problems.</summary>
    public required bool Refused { get; init; }

    /// <summary>Where each problem is, in the order of <see cref="Problems"/>.</summary>
    internal IReadOnlyList<Position> ProblemPositions { get; init; } = [];

    /// <summary>Null when the program does not set it.</summary>
    public Secret? Find(string key) => Final.GetValueOrDefault(key)?.Value;
}
