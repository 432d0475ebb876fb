namespace Slipway.EnvFiles.Names;

/// <summary>What a name alone says.</summary>
public enum SecretNaming
{
    No,

    /// <summary>A word of it speaks of secrets, but it may be a switch or a setting beside one: only a value that looks like a secret is one.</summary>
    Perhaps,

    Yes,
}
