namespace Slipway.Hosts.Observed;

/// <param name="Answers">In the order of the questions.</param>
/// <param name="Ms">From the first question to the last answer.</param>
/// <param name="CpuMs">What the agent itself used meanwhile, its programs not counted.</param>
/// <param name="Programs">How many were started.</param>
public sealed record ObserveReply(IReadOnlyList<ObservedAnswer> Answers, long Ms, long CpuMs, int Programs);
