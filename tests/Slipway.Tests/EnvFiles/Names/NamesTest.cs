using Slipway.EnvFiles;
using Slipway.EnvFiles.Names;
using Slipway.Preparation;
using Slipway.Secrets;
using Xunit;

namespace Slipway.Tests.EnvFiles.Names;

/// <summary>One judge, and all that ask it: what <c>prepare</c> makes and what output hides follow from the same table.</summary>
public class NamesTest
{
    [Fact]
    public void Names_say_whose_a_secret_is() =>
        Assert.Empty(NamesTable.Keys.Where(row => !string.Equals($"{SecretOwners.Of(row.Key)}", row.Whose, StringComparison.OrdinalIgnoreCase)).Select(row => $"{row.Key} {SecretOwners.Of(row.Key)}, not {row.Whose}"));

    [Fact]
    public void Preparation_makes_what_is_the_apps_own_and_nothing_else() =>
        Assert.Empty(NamesTable.Keys.Where(row => OwnSecret.Of(row.Key, "laravel") is not null != (row.Whose == "own")).Select(row => row.Key));

    [Fact]
    public void A_value_is_of_one_kind()
    {
        var wrong = from row in NamesTable.Values
                    let kind = SecretValue.IsHarmless(row.Value) && !DefaultPassword.Is(row.Value) ? "harmless"
                        : PlaceholderValue.Stands("DB_PASSWORD", row.Value, []) ? "placeholder" : DefaultPassword.Is(row.Value) ? "default" : "other"
                    where kind != row.Kind
                    select $"{row.Value} is {kind}, not {row.Kind}";
        Assert.Empty(wrong);
    }

    [Fact]
    public void Output_hides_whatever_a_name_makes_a_secret()
    {
        var secret = new Secret("kT9vQ2mXw7Rz4LpB8dF6");
        Assert.Empty(NamesTable.Keys.Where(row => row.Whose != "none" && !new EnvFile([new(row.Key, secret, 1)]).Secrets.Contains(secret)).Select(row => row.Key));
    }

    [Theory]
    [InlineData("DB_HOST", "localhost", true), InlineData("ANYTHING", "127.0.0.1:5432", true), InlineData("DB_HOST", "db.internal", true), InlineData("APP_NAME", "Finance Tracker", true)]
    [InlineData("APP_URL", "https://shop.example.com", true), InlineData("DB_CONNECTION", "mysql", true), InlineData("FEATURE_X", "true", true), InlineData("DB_PASSWORD", "true", true)]
    [InlineData("DB_PASSWORD", "localhost", false), InlineData("DB_PASSWORD", "1234567890", false), InlineData("DATABASE_URL", "postgres://app:kT9vQ2mX@db/app", false)]
    [InlineData("HOOK_URL", "https://hooks.example.com/T01/B02/kT9vQ2mXw7Rz4LpB8dF6", false), InlineData("SOMETHING", "swordfish", false), InlineData("DB_HOST", "kT9vQ2mXw7Rz4LpB8dF6", false)]
    public void Output_shows_what_is_known_to_be_no_secret(string key, string value, bool shown) => Assert.Equal(!shown, new EnvFile([new(key, new(value), 1)]).Secrets.Any());

    [Theory]
    [InlineData("CORS_ALLOW_CREDENTIALS", "True", false), InlineData("APP_CREDENTIALS", "kT9vQ2mXw7Rz4LpB8dF6", true), InlineData("GOOGLE_APPLICATION_CREDENTIALS", "/run/secrets/google.json", false)]
    [InlineData("API_KEY_ROTATION", "monthly", false), InlineData("DB_PASSWORD", "123456", true), InlineData("API_TOKEN", "3600", false), InlineData("USE_SECRET", "true", false), InlineData("STRIPE_KEY", "pk_live_51Habc", false)]
    [InlineData("TLS_KEY", "/etc/ssl/private/key.pem", false), InlineData("APP_SECRET", "/x9Qm2+Lw7Rz4TpB8kT9vQ2mXw7Rz4LpBaQ3=", true), InlineData("AUTH_PASSWORD_VALIDATORS", "strict", false)]
    public void Name_and_value_together_make_a_secret(string key, string value, bool secret) => Assert.Equal(secret, SecretValue.Is(key, value));
}
