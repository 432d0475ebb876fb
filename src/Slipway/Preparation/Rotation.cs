namespace Slipway.Preparation;

/// <summary>A secret that is replaced by a new one.</summary>
/// <param name="Env">The file with it; <see cref="PreparedEnv.Generated"/> is the key, <see cref="PreparedEnv.Filled"/> those whose value held the old one.</param>
/// <param name="Secret">What it is and what breaks.</param>
public sealed record Rotation(PreparedEnv Env, OwnSecret Secret);
