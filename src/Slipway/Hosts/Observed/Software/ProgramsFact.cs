namespace Slipway.Hosts.Observed.Software;

/// <param name="Names">Names found as a shell would, or absolute paths.</param>
public sealed record ProgramsQuestion(IReadOnlyList<string> Names) : Question<ProgramsFact>;

/// <param name="Paths">Name → path; absent ones are not in it.</param>
public sealed record ProgramsFact(IReadOnlyDictionary<string, string> Paths) : Fact;
