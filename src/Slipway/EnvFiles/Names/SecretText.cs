using Slipway.Text;

namespace Slipway.EnvFiles.Names;

/// <summary>Whether the text of an env file holds secrets, whatever the file is called and whoever reads it.</summary>
public static class SecretText
{
    private const int ShortestToken = 24;

    /// <summary>A value under a name that says secret, a password in an address, or what looks random; neither a default nor a placeholder.</summary>
    public static bool IsIn(string text) => Entries(text).Any(entry => IsSecret(entry.Key, entry.Value.Reveal()));

    /// <summary>A name that says secret, with or without a value.</summary>
    public static bool HasPlaceIn(string text) => Entries(text).Any(entry => SecretName.Of(entry.Key) == SecretNaming.Yes);

    // Read in two ways: what one of them leaves out the other has.
    private static IEnumerable<EnvEntry> Entries(string text) =>
        EnvReader.Read(text, EnvDialect.Shell).Entries.Concat(EnvReader.Read(text, EnvDialect.NodeDotenv).Entries);

    // What stands in every example and every list of passwords is no secret of anybody's.
    private static bool IsSecret(string key, string value) =>
        (SecretValue.Is(key, value) || SecretValue.InAddress(value) is not null || IsToken(key, value))
        && (SecretValue.InAddress(value) ?? value) is { Length: > 0 } secret && !DefaultPassword.Is(secret) && !PlaceholderValue.Is(secret);

    private static bool IsToken(string key, string value) =>
        value.Length >= ShortestToken && !SecretName.IsFrontEnd(key) && !Guid.TryParse(value, out _) && Randomness.IsRandom(value);
}
