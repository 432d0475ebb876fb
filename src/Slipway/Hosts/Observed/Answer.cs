namespace Slipway.Hosts.Observed;

/// <summary>A fact, or why it is unknown: exactly one of the two.</summary>
/// <param name="Fact">What was seen.</param>
/// <param name="Unknown">Why nothing can be said: a missing right, an absent program, no answer in time. A sentence for a person.</param>
public sealed record Answer<TFact>(TFact? Fact, string? Unknown)
    where TFact : Fact;
