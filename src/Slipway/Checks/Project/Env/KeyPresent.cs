using Slipway.EnvFiles.Names;

namespace Slipway.Checks.Project.Env;

/// <summary><c>env.key_present</c></summary>
internal sealed class KeyPresent() : EnvCheck(new("env.key_present", "The key of the framework is set and strong", Severity.Critical)
{
    Section = CheckSection.Env,
    Why = "It signs sessions and encrypts data: who knows or guesses it is whoever they like.",
    Judged = "Laravel: APP_KEY is base64: and 32 bytes (16 with AES-128). Django: SECRET_KEY has at least 50 characters, 5 different ones, and does not begin with django-insecure-. Others: secrets of sessions and tokens that the example names are set.",
    Causes = [new("never-generated", "the env file was made from the example and no key was generated"), new("development-key", "the key is the one that startproject wrote")],
    Remedy = new("Generate one. On a site that has users, restore the old key instead: a new one ends their sessions and makes encrypted columns unreadable.", "slipway prepare"),
    Sources = ["https://docs.djangoproject.com/en/stable/ref/checks/#security", "https://laravel.com/docs/encryption"],
    DependsOn = [Readable],
})
{
    private static readonly string[] TokenKeys = ["SESSION_SECRET", "JWT_SECRET", "JWT_SECRET_KEY", "COOKIE_SECRET", "APP_SECRET", "AUTH_SECRET", "NEXTAUTH_SECRET"];

    protected override Verdict JudgeFile(EnvFacts facts) => Verdict.FailIf(facts.Stack switch
    {
        "laravel" => Laravel(facts),
        "django" => Django(facts),
        _ => Tokens(facts),
    }, "The key of the framework is missing or weak");

    private static IEnumerable<Evidence> Laravel(EnvFacts facts)
    {
        var key = facts.Find("APP_KEY");
        if (key is null || key.IsEmpty)
            return [Missing(facts, "APP_KEY", key)];
        if (!key.Text.StartsWith("base64:", StringComparison.Ordinal))
            return key.Text.Length is 16 or 32 && !PlaceholderValue.Stands(key.Key, key.Text, []) ? [] : [key.Seen("is neither base64: and 32 bytes nor 32 characters")];
        var bytes = new byte[64];
        return !Convert.TryFromBase64String(key.Text[7..], bytes, out var length) ? [key.Seen("is not valid base64")]
            : length != (facts.Aes128 ? 16 : 32) ? [key.Seen($"has {length} bytes, not {(facts.Aes128 ? 16 : 32)}")]
            : bytes.Take(length).Distinct().Count() < 5 ? [key.Seen("repeats a few bytes: nobody generated it")] : [];
    }

    private static IEnumerable<Evidence> Django(EnvFacts facts)
    {
        var keys = facts.Env.Of(EnvNames.DjangoKey).ToList();
        var wanted = facts.Example?.Of(EnvNames.DjangoKey).FirstOrDefault()?.Key ?? (facts.Example is null ? null : "SECRET_KEY");
        if (keys.Count == 0)
            return wanted is null || facts.Example!.Find(wanted) is null ? [] : [Missing(facts, wanted, null)];
        return keys.SelectMany(key => key.IsEmpty ? [Missing(facts, key.Key, key)]
            : key.Text.StartsWith("django-insecure-", StringComparison.Ordinal) ? [key.Seen("is the insecure one that startproject wrote (security.W009)")]
            : key.Text.Length < 50 ? [key.Seen($"has {key.Text.Length} characters, fewer than 50 (security.W009)")]
            : key.Text.Distinct().Count() < 5 ? [key.Seen("has fewer than 5 different characters (security.W009)")]
            : PlaceholderValue.Stands(key.Key, key.Text, []) ? new[] { key.Seen("is a placeholder") } : []);
    }

    private static IEnumerable<Evidence> Tokens(EnvFacts facts) => TokenKeys
        .Where(key => facts.Example?.Find(key) is not null && facts.Find(key) is null or { IsEmpty: true }).Select(key => Missing(facts, key, facts.Find(key)));

    private static Evidence Missing(EnvFacts facts, string key, EnvVariable? variable) => variable?.Seen("is empty") ?? new($"{key} is not set", facts.File, key);
}
