namespace Slipway.Hosts.Observed.Running;

/// <summary>Which units an administrator or a package made part of the boot.</summary>
public sealed record EnabledUnitsQuestion : Question<EnabledUnitsFact>;

/// <param name="Units">Names of the links below /etc/systemd/system/*.wants and *.requires.</param>
/// <param name="Own">Unit files that lie in /etc/systemd/system itself: made by hand or by a tool, not by a package.</param>
/// <param name="Masked">Units that cannot be started.</param>
public sealed record EnabledUnitsFact(IReadOnlyList<string> Units, IReadOnlyList<string> Own, IReadOnlyList<string> Masked) : Fact;
