using System.Security.Cryptography;
using Slipway.EnvFiles.Names;
using Slipway.Stacks;

namespace Slipway.Preparation;

/// <summary>A secret that only the app and its own services know, so that Slipway may make it.</summary>
/// <param name="What">"Laravel's application key"</param>
/// <param name="Make">A new value, in the format that its reader wants.</param>
/// <param name="Breaks">What stops working when a used one is replaced, one sentence.</param>
public sealed record OwnSecret(string What, Func<string> Make, string Breaks)
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    /// <summary>Null when the key is no secret, or not the app's own.</summary>
    public static OwnSecret? Of(string key, string stack) => SecretOwners.Of(key) != SecretOwner.Own ? null : SecretOwners.Kind(key) switch
    {
        OwnKind.LaravelKey when StackCatalogue.Knowledge(stack).Key is { } own => new(own.What, own.Make, own.Breaks),
        OwnKind.FrameworkKey => new("the framework's secret key", () => Text(64),
            "Every session, password reset link and signed value ends; Django accepts the old key while it stands in SECRET_KEY_FALLBACKS."),
        OwnKind.CachePassword => new("the password of Redis", () => Text(32), "Nothing reaches Redis until its requirepass is the new value too."),
        OwnKind.AdministratorPassword => new("the password of an administrator", () => Text(32), "The person who logs in needs the new one."),
        OwnKind.ServicePassword => new("the password of the database or service", () => Text(32),
            "Nothing reaches the database until its user has the new password too (ALTER USER … PASSWORD)."),
        OwnKind.EncryptionKey => new("a key that encrypts data", () => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)),
            "What the old key encrypted can no longer be read."),
        OwnKind.SigningKey => new("the key that signs tokens", () => Text(64), "Every token that was given out stops being valid: people log in again."),
        _ => new("a secret of the app's own", () => Text(64), "What was signed or is called with the old one stops working."),
    };

    /// <summary>Letters and digits: every env reader, URL and shell takes them as they are.</summary>
    private static string Text(int length) => RandomNumberGenerator.GetString(Letters, length);
}
