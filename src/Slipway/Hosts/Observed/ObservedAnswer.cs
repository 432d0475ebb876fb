namespace Slipway.Hosts.Observed;

/// <summary>An <see cref="Answer{TFact}"/> as it travels.</summary>
/// <param name="Ms">How long it took, beside the others.</param>
public sealed record ObservedAnswer(Fact? Fact, string? Unknown, long Ms);
