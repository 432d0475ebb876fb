namespace Slipway.Checks.Project.Env;

/// <summary>How easily a secret is guessed. Each value is one kind only, so that one mistake is told once.</summary>
internal enum SecretStrength
{
    Sound,
    Empty,
    Placeholder,

    /// <summary>A password that everybody tries first.</summary>
    KnownDefault,

    Short,

    /// <summary>Long enough, but of few or regular characters.</summary>
    Regular,
}
