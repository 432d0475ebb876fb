namespace Slipway.EnvFiles.Names;

/// <summary>What a variable's name says of its value: the one judge for checks, preparation and redaction.</summary>
public static class SecretName
{
    private static readonly HashSet<string> Nouns = new(StringComparer.Ordinal)
    {
        "PASSWORD", "PASSWD", "PASS", "PWD", "PASSPHRASE", "SECRET", "SECRETS", "TOKEN", "TOKENS", "KEY", "KEYS", "SALT", "PEPPER",
    };

    private static readonly HashSet<string> Passwords = new(StringComparer.Ordinal) { "PASSWORD", "PASSWD", "PASS", "PWD", "PASSPHRASE" };

    private static readonly HashSet<string> Hints = new(Nouns, StringComparer.Ordinal) { "CREDENTIAL", "CREDENTIALS", "PRIVATE" };

    /// <summary>Behind a noun they say which one of several it is, or in which form.</summary>
    private static readonly HashSet<string> Variants = new(StringComparer.Ordinal)
    {
        "LIVE", "PROD", "PRODUCTION", "TEST", "STAGING", "SANDBOX", "DEV", "OLD", "NEW", "PREVIOUS", "CURRENT", "NEXT", "PRIMARY", "SECONDARY", "FALLBACK", "FALLBACKS", "DEFAULT",
        "BASE", "BASE64", "B64", "HEX", "PEM", "VALUE", "STRING", "V1", "V2",
    };

    /// <summary>The value is for everybody, or the name says where the secret is, or that there is none.</summary>
    private static readonly HashSet<string> Never = new(StringComparer.Ordinal) { "PUBLIC", "PUBLISHABLE", "FILE", "PATH", "EMPTY", "RANDOM" };

    /// <summary>Names of keys that open nothing: KEY behind one of these is a column, a button, a path.</summary>
    private static readonly HashSet<string> Other = new(StringComparer.Ordinal) { "CACHE", "PRIMARY", "FOREIGN", "SORT", "PARTITION", "ROUTING", "HOST", "SITE", "REDIRECT", "LOOKUP" };

    private static readonly string[] FrontEnd = ["VITE_", "NEXT_PUBLIC_", "REACT_APP_", "NUXT_PUBLIC_", "PUBLIC_", "EXPO_PUBLIC_", "GATSBY_", "VUE_APP_", "MIX_"];

    /// <summary>How sure the name is.</summary>
    public static SecretNaming Of(string key)
    {
        var words = NameWords.Of(key);
        if (key is "PWD" or "OLDPWD" || words.Any(Never.Contains) || IsFrontEnd(key))
            return SecretNaming.No;
        var last = Noun(words);
        return Nouns.Contains(words[last]) && !(words[last] is "KEY" or "KEYS" && last > 0 && Other.Contains(words[last - 1])) ? SecretNaming.Yes
            : words.Any(Hints.Contains) ? SecretNaming.Perhaps : SecretNaming.No;
    }

    public static bool IsPassword(string key) => Of(key) == SecretNaming.Yes && NameWords.Of(key) is var words && Passwords.Contains(words[Noun(words)]);

    /// <summary>Shown to every visitor by the build tool.</summary>
    public static bool IsFrontEnd(string key) => Array.Exists(FrontEnd, start => key.StartsWith(start, StringComparison.Ordinal));

    /// <summary>Where the word stands that says what the value is.</summary>
    internal static int Noun(IReadOnlyList<string> words)
    {
        var last = words.Count - 1;
        while (last > 0 && (Variants.Contains(words[last]) || words[last].All(char.IsAsciiDigit)))
            last--;
        return last;
    }
}
