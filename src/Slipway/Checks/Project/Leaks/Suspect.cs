namespace Slipway.Checks.Project.Leaks;

/// <summary>A place that looks like a secret; the value itself is not kept.</summary>
/// <param name="Rule">Id of the rule.</param>
/// <param name="Line">From 1.</param>
/// <param name="Column">In bytes, from 1.</param>
/// <param name="Shown">What may be shown of it: the part that is the same for everybody, or the name that it is given to.</param>
/// <param name="Fingerprint">Keyed hash of the value, cut to 64 bits: tells whether two places hold the same secret, and only to who has the key.</param>
public sealed record Suspect(string Rule, int Line, int Column, string Shown, ulong Fingerprint);
