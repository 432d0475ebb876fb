namespace Slipway.Hosts.Observed.Software;

/// <summary>How apt is kept: lists, unattended upgrades, what may be restarted by itself.</summary>
public sealed record AptQuestion : Question<AptFact>;

/// <param name="ListsRead">When the package lists were last fetched; null = never.</param>
/// <param name="Settings">Those that begin with APT::Periodic, Unattended-Upgrade or Dpkg::Options, as apt itself merges its files; a list has several values.</param>
/// <param name="SourceFiles">Where packages come from.</param>
/// <param name="Needrestart">i = asks, a = restarts by itself, l = only lists; null = not set, or needrestart is not installed.</param>
public sealed record AptFact(
    DateTimeOffset? ListsRead, IReadOnlyDictionary<string, IReadOnlyList<string>> Settings, IReadOnlyList<string> SourceFiles, string? Needrestart) : Fact;
