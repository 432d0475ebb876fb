namespace Slipway.Deployments.Gates;

/// <summary>A person's word that a release is deployed although its checks stop it.</summary>
/// <param name="Reason">One line.</param>
/// <param name="Checks">Ids of those that stopped it.</param>
public sealed record DespiteChecks(string Reason, IReadOnlyList<string> Checks)
{
    /// <summary>"despite env.debug_off, sec.defaults: the site is down".</summary>
    public override string ToString() => $"despite {string.Join(", ", Checks)}: {Reason}";
}
