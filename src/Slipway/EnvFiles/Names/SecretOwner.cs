namespace Slipway.EnvFiles.Names;

/// <summary>Whose a secret is: who can make another one.</summary>
public enum SecretOwner
{
    /// <summary>The name does not say secret.</summary>
    None,

    /// <summary>Only the app and its own services know it, so that Slipway may make it.</summary>
    Own,

    /// <summary>Another company gives it out, in a form and length of its own.</summary>
    Vendor,

    /// <summary>Somebody chose it, for something that Slipway does not know: only a person can write it.</summary>
    Chosen,
}
