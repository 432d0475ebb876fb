using Slipway.Deployments.Releases;
using Slipway.EnvFiles;
using Xunit;

namespace Slipway.Tests.Deployments.Releases;

public class CredentialKeysTest
{
    [Theory]
    [InlineData("DB_PASSWORD"), InlineData("APP_KEY"), InlineData("SECRET_KEY_BASE"), InlineData("AWS_ACCESS_KEY_ID"), InlineData("AWS_SECRET_ACCESS_KEY")]
    [InlineData("STRIPE_WEBHOOK_SECRET"), InlineData("GITHUB_TOKEN"), InlineData("SENTRY_DSN"), InlineData("DATABASE_URL"), InlineData("Smtp__ApiKey")]
    [InlineData("Jwt__SigningKey"), InlineData("REDIS_PASS"), InlineData("PGPASSWORD"), InlineData("GOOGLE_CREDENTIALS"), InlineData("smtp_password")]
    public void These_are_credentials(string key) => Assert.True(CredentialKeys.IsCredential(key));

    [Theory]
    [InlineData("APP_NAME"), InlineData("DB_HOST"), InlineData("MONKEY"), InlineData("PASSWORD_MIN_LENGTH"), InlineData("TOKEN_TTL"), InlineData("CACHE_KEY_PREFIX")]
    [InlineData("SESSION_DRIVER"), InlineData("APP_URL"), InlineData("KEYBOARD"), InlineData("SECRET_FILE"), InlineData("BYPASS_CHECK"), InlineData("")]
    public void These_are_not(string key) => Assert.False(CredentialKeys.IsCredential(key));

    [Theory]
    [InlineData("redis://:secret@cache:6379/0", true)]
    [InlineData("amqp://user:pa%40ss@queue/vhost", true)]
    [InlineData("https://example.com/a?b=c:d@e", false)]
    [InlineData("https://user@example.com", false)]
    [InlineData("Host=db;Username=shop;Password=x", true)]
    [InlineData("Data Source=data/shop.db", false)]
    [InlineData("Server=db;Pwd=", false)]
    public void A_value_that_carries_a_password_makes_its_key_one(string value, bool credential) =>
        Assert.Equal(credential, CredentialKeys.IsCredential(new EnvEntry("CACHE", new(value), 0), new EnvEntry("CACHE", new("none"), 0)));

    [Theory]
    [InlineData("DB_USERNAME", true), InlineData("DB_USER", true), InlineData("MAIL_USERNAME", false), InlineData("DB_HOST", false), InlineData("USER", false)]
    public void A_user_belongs_to_the_password_of_the_same_prefix(string key, bool belongs) =>
        Assert.Equal(belongs, CredentialKeys.IsUserOf(key, ["DB_PASSWORD", "API_TOKEN"]));
}
