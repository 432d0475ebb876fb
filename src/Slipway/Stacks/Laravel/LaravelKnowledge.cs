using System.Security.Cryptography;
using Slipway.EnvFiles;

namespace Slipway.Stacks.Laravel;

internal static class LaravelKnowledge
{
    private const int KeyBytes = 32;

    public static StackKnowledge All { get; } = new()
    {
        Dialect = EnvDialect.Phpdotenv,
        FrameworkKeys = ["APP_KEY"],
        Key = new("Laravel's application key", () => "base64:" + Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyBytes)),
            "Every session ends, and what the old key encrypted (columns, cookies, signed links) can no longer be read; Laravel 11 and later reads it while the old key stands in APP_PREVIOUS_KEYS."),
        DevelopmentStarts =
        [
            new(["php", "artisan", "serve"], "PHP-FPM, which Slipway starts for every release"), new(["artisan", "serve"], "PHP-FPM, which Slipway starts for every release"),
            new(["php", "artisan", "queue:listen"], "php artisan queue:work"),
        ],
    };
}
