namespace Slipway.EnvFiles.Names;

/// <summary>What a secret of the app's own is for.</summary>
public enum OwnKind
{
    /// <summary>APP_KEY of Laravel: base64 of 32 bytes.</summary>
    LaravelKey,

    /// <summary>SECRET_KEY of Django and Flask, SECRET_KEY_BASE.</summary>
    FrameworkKey,

    CachePassword,
    AdministratorPassword,
    ServicePassword,

    /// <summary>A key that encrypts data.</summary>
    EncryptionKey,

    /// <summary>A key that signs tokens.</summary>
    SigningKey,

    Other,
}
