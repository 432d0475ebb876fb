namespace Slipway.Stacks;

/// <summary>A key that a framework generates for each app.</summary>
/// <param name="What">For people: "Laravel's application key".</param>
/// <param name="Make">A new one in the framework's form.</param>
/// <param name="Breaks">What stops working when a used one is replaced, one sentence.</param>
public sealed record OwnKey(string What, Func<string> Make, string Breaks);
