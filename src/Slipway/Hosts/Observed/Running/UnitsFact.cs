namespace Slipway.Hosts.Observed.Running;

/// <param name="Names">With their endings: nginx.service, certbot.timer; * and ? find loaded ones (*.timer).</param>
public sealed record UnitsQuestion(IReadOnlyList<string> Names) : Question<UnitsFact>;

/// <param name="Units">One for each name without a star; and what the others found.</param>
public sealed record UnitsFact(IReadOnlyList<HostUnit> Units) : Fact;
