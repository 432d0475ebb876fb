using Slipway.Hosts.Observed.Disk;

namespace Slipway.Hosts.Observed.Accounts;

/// <summary>Who may become whom.</summary>
public sealed record SudoQuestion : Question<SudoFact>;

/// <param name="Files">All that sudo reads.</param>
/// <param name="Rules">In the order in which sudo reads them; the last that fits counts.</param>
/// <param name="Valid">What <c>visudo -c</c> says of them; null = it could not be asked.</param>
/// <param name="Complaint">Its first words when it refuses.</param>
public sealed record SudoFact(IReadOnlyList<SeenFile> Files, IReadOnlyList<SudoRule> Rules, bool? Valid, string? Complaint) : Fact;
