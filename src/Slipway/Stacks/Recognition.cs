namespace Slipway.Stacks;

/// <summary>Why a folder looks like a stack.</summary>
/// <param name="Stack">Name of the stack.</param>
/// <param name="Confidence">0–100; comparable between stacks.</param>
/// <param name="Evidence">What was seen, one sentence each, for people: "composer.json requires laravel/framework".</param>
public sealed record Recognition(string Stack, int Confidence, IReadOnlyList<string> Evidence);
