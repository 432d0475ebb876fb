using System.Text.RegularExpressions;
using Slipway.EnvFiles;
using Slipway.Preparation;
using Slipway.Problems;
using Slipway.Project;
using Slipway.Secrets;
using Xunit;

namespace Slipway.Tests.Preparation;

public partial class EnvPreparationTest
{
    private const string Laravel = """
        APP_NAME=Laravel
        APP_ENV=local
        APP_KEY=
        APP_DEBUG=true
        APP_URL=http://localhost

        # database
        DB_CONNECTION=sqlite
        DB_PORT=3306
        DB_DATABASE=laravel
        DB_USERNAME=root
        DB_PASSWORD=  # your password

        REDIS_PASSWORD=null
        MAIL_FROM_ADDRESS="hello@example.com"
        MAIL_FROM_NAME="${APP_NAME}"
        STRIPE_SECRET=sk_test_xxxxxxxx
        ACME_ID=<your id>

        """;

    private const string Django = """
        export SECRET_KEY='django-insecure-abc'
        DEBUG=True
        ALLOWED_HOSTS=localhost,127.0.0.1
        DATABASE_URL=postgres://user:password@db:5432/app?sslmode=prefer
        REDIS_PASSWORD=
        REDIS_URL=redis://localhost:6379/0
        JWT_SECRET=change-me
        SESSION_SECRET=change-me
        DEFAULT_FROM_EMAIL=webmaster@shop.sa

        """;

    [Fact]
    public void File_is_made_from_the_example_with_its_comments_and_order()
    {
        var env = Run(Facts("laravel", EnvDialect.Phpdotenv), Laravel);

        Assert.Equal("""
            APP_NAME=shop
            APP_ENV=production
            APP_KEY=<APP_KEY>
            APP_DEBUG=false
            APP_URL=https://shop.sa

            # database
            DB_CONNECTION=mysql
            DB_PORT=3306
            DB_DATABASE=shop
            DB_USERNAME=shop
            DB_PASSWORD=<DB_PASSWORD>  # your password

            REDIS_PASSWORD=<REDIS_PASSWORD>
            MAIL_FROM_ADDRESS="hello@example.com"
            MAIL_FROM_NAME="${APP_NAME}"
            STRIPE_SECRET=sk_test_xxxxxxxx
            ACME_ID='<your id>'

            """, WithoutSecrets(env));
        Assert.Equal(["APP_KEY", "DB_PASSWORD", "REDIS_PASSWORD"], env.Generated);
        Assert.Equal(["APP_NAME", "APP_ENV", "APP_DEBUG", "APP_URL", "DB_CONNECTION", "DB_DATABASE", "DB_USERNAME"], env.Filled);
        Assert.Equal(
            [
                new OpenValue("MAIL_FROM_ADDRESS", 15, "sending mail", "the SMTP settings of your mail provider"),
                new OpenValue("STRIPE_SECRET", 17, "payments with Stripe", "dashboard.stripe.com, Developers: API keys, and Webhooks for the signing secret"),
                new OpenValue("ACME_ID", 18, "a value of your own", "what stands above it in the file, or who wrote the app"),
            ],
            env.Open);
        Assert.Equal(32, Convert.FromBase64String(Value(env, "APP_KEY")["base64:".Length..]).Length);
        Assert.Matches("^[A-Za-z0-9]{32}$", Value(env, "DB_PASSWORD"));
    }

    [Fact]
    public void Django_gets_its_key_hosts_and_addresses()
    {
        var env = Run(Facts("django", EnvDialect.DjangoEnviron), Django);

        Assert.Matches("^[A-Za-z0-9]{64}$", Value(env, "SECRET_KEY"));
        Assert.Equal(("False", "shop.sa,www.shop.sa"), (Value(env, "DEBUG"), Value(env, "ALLOWED_HOSTS")));
        Assert.Matches("^postgres://shop:[A-Za-z0-9]{32}@db:5432/shop\\?sslmode=prefer$", Value(env, "DATABASE_URL"));
        Assert.Equal($"redis://:{Value(env, "REDIS_PASSWORD")}@localhost:6379/0", Value(env, "REDIS_URL"));
        Assert.Equal(5, ((string[])["SECRET_KEY", "DATABASE_URL", "REDIS_PASSWORD", "JWT_SECRET", "SESSION_SECRET"]).Select(k => Value(env, k)).Distinct().Count());
        Assert.Empty(env.Open);
    }

    [Theory]
    [InlineData("laravel", Laravel), InlineData("django", Django)]
    public void A_second_time_gives_the_same_file(string stack, string example)
    {
        var facts = Facts(stack, stack == "laravel" ? EnvDialect.Phpdotenv : EnvDialect.DjangoEnviron);
        var first = Run(facts, example);
        var second = EnvPreparation.Run(facts, (example, ".env.example"), (first.Text, ".env.production"));

        Assert.False(second.Changed);
        Assert.Equal(first.Text, second.Text);
        Assert.Equal(first.Open, second.Open);
        Assert.Empty(second.Generated.Concat(second.Filled).Concat(second.Added));
    }

    [Fact]
    public void What_a_person_wrote_stays_and_what_is_missing_is_added_at_its_place()
    {
        const string existing = "# mine\r\nAPP_NAME='My shop'\r\nAPP_DEBUG=true\r\nDB_PASSWORD=secret of mine1\r\nDB_USERNAME=\r\n";
        var env = EnvPreparation.Run(
            Facts("laravel", EnvDialect.Phpdotenv), (Laravel, ".env.example"), (new Secret(existing.Replace("secret of mine1", "'secret of mine1'")), ".env.production"));

        Assert.StartsWith("# mine\r\nAPP_NAME='My shop'\r\nAPP_ENV=production\r\nAPP_KEY=base64:", env.Text.Reveal(), StringComparison.Ordinal);
        Assert.Equal(("true", "secret of mine1", "shop", "My shop"), (Value(env, "APP_DEBUG"), Value(env, "DB_PASSWORD"), Value(env, "DB_USERNAME"), Value(env, "MAIL_FROM_NAME")));
        Assert.DoesNotContain("\n", env.Text.Reveal().Replace("\r\n", ""));
        Assert.Equal(["APP_ENV", "APP_KEY", "APP_URL", "DB_CONNECTION", "DB_PORT", "DB_DATABASE", "REDIS_PASSWORD", "MAIL_FROM_ADDRESS", "MAIL_FROM_NAME", "STRIPE_SECRET", "ACME_ID"], env.Added);
    }

    [Fact]
    public void Staging_has_a_name_database_and_secrets_of_its_own()
    {
        var staging = Facts("laravel", EnvDialect.Phpdotenv) with { Environment = Facts("laravel", EnvDialect.Phpdotenv).Environment with { Name = "staging" } };
        var (one, other) = (Run(staging, Laravel), Run(Facts("laravel", EnvDialect.Phpdotenv), Laravel));

        Assert.Equal(("staging", "shop_staging", "shop_staging"), (Value(one, "APP_ENV"), Value(one, "DB_DATABASE"), Value(one, "DB_USERNAME")));
        Assert.All((string[])["APP_KEY", "DB_PASSWORD", "REDIS_PASSWORD"], key => Assert.NotEqual(Value(one, key), Value(other, key)));
    }

    [Fact]
    public void Database_in_a_file_gets_no_password()
    {
        var facts = Facts("laravel", EnvDialect.Phpdotenv);
        var env = Run(facts with { Environment = facts.Environment with { Services = new() { Database = "sqlite" } } }, Laravel);

        Assert.Equal(("", "null"), (Value(env, "DB_PASSWORD"), Value(env, "REDIS_PASSWORD")));
    }

    [Fact]
    public void Rotation_changes_the_secret_and_the_addresses_that_hold_it()
    {
        var facts = Facts("django", EnvDialect.DjangoEnviron);
        var before = Run(facts, Django);
        var rotation = EnvPreparation.Rotate(facts, "REDIS_PASSWORD", (before.Text, ".env.production"));

        Assert.NotEqual(Value(before, "REDIS_PASSWORD"), Value(rotation.Env, "REDIS_PASSWORD"));
        Assert.Equal($"redis://:{Value(rotation.Env, "REDIS_PASSWORD")}@localhost:6379/0", Value(rotation.Env, "REDIS_URL"));
        Assert.Equal(["REDIS_URL"], rotation.Env.Filled);
        Assert.Equal("Nothing reaches Redis until its requirepass is the new value too.", rotation.Secret.Breaks);
        Assert.Equal(Value(before, "SECRET_KEY"), Value(rotation.Env, "SECRET_KEY"));
    }

    [Fact]
    public void Problems_say_what_to_do()
    {
        var facts = Facts("laravel", EnvDialect.Phpdotenv);
        var problems = new[]
        {
            Of(() => EnvPreparation.Run(facts, null, null)),
            Of(() => EnvPreparation.Rotate(facts, "NONE", (new("A=1\n"), ".env.production"))),
            Of(() => EnvPreparation.Rotate(facts, "STRIPE_SECRET", (new("STRIPE_SECRET=1\n"), ".env.production"))),
            Of(() => EnvPreparation.Rotate(facts, "COLOUR", (new("COLOUR=red\n"), ".env.production"))),
            Of(() => EnvPreparation.Run(facts, null, (new("A=sentinel sentinel\n"), ".env.production"))),
        };

        Assert.Equal(
            [
                "prepare.no-example|there is nothing to make the env file from|Write .env.example with a line KEY= for each variable that the app reads, or .env.production itself.|/project",
                "prepare.rotate-absent|.env.production has no `NONE`|Name a key that stands in the file.|.env.production",
                "prepare.rotate-foreign|Slipway cannot make a new `STRIPE_SECRET`|Get a new one: dashboard.stripe.com, Developers: API keys, and Webhooks for the signing secret.|",
                "prepare.rotate-foreign|Slipway cannot make a new `COLOUR`|Write a new value with slipway env set, or by hand.|",
                "env.unquoted|the value of `A` needs quotes|Put the value in single quotes.|.env.production:1:12",
            ],
            problems.Select(p => $"{p.Code}|{p.Title}|{p.Remedy}|{p.Where}"));
    }

    [Theory]
    [InlineData("APP_KEY", true), InlineData("SECRET_KEY", true), InlineData("JWT_SECRET", true), InlineData("API_JWT_SECRET", true), InlineData("DB_PASSWORD", true), InlineData("DB_ROOT_PASSWORD", true)]
    [InlineData("POSTGRES_PASSWORD", true), InlineData("REDIS_PASSWORD", true), InlineData("DJANGO_SUPERUSER_PASSWORD", true), InlineData("WEBHOOK_SECRET", true), InlineData("NEXTAUTH_SECRET", true)]
    [InlineData("STRIPE_SECRET", false), InlineData("STRIPE_WEBHOOK_SECRET", false), InlineData("GOOGLE_CLIENT_SECRET", false), InlineData("AUTH_CLIENT_SECRET", false), InlineData("MAIL_PASSWORD", false)]
    [InlineData("EMAIL_HOST_PASSWORD", false), InlineData("AWS_SECRET_ACCESS_KEY", false), InlineData("ACCESS_KEY", false), InlineData("ACME_SECRET", false), InlineData("SESSION_LIFETIME", false)]
    [InlineData("APP_NAME", false), InlineData("PUBLIC_KEY", false), InlineData("PASSWORD_TIMEOUT", false), InlineData("MOYASAR_SECRET_KEY", false), InlineData("", false), InlineData("_", false)]
    public void Only_secrets_of_the_apps_own_are_made(string key, bool own) => Assert.Equal(own, OwnSecret.Of(key, "laravel") is not null);

    private static PreparationFacts Facts(string stack, EnvDialect dialect) => new(
        new AppEnvironment
        {
            App = "shop", Name = "production", Folder = "/project", Url = new("https://shop.sa"), Names = ["www.shop.sa"], RunUser = "shop", Root = "/srv/shop",
            Services = new() { Database = stack == "django" ? "postgresql" : "mysql", Cache = "redis" },
        },
        stack, dialect);

    private static PreparedEnv Run(PreparationFacts facts, string example) => EnvPreparation.Run(facts, (example, ".env.example"), null);

    private static Problem Of(Action act) => Assert.Throws<ProblemException>(act).Problem;

    private static string Value(PreparedEnv env, string key) => EnvReader.Read(env.Text.Reveal(), EnvDialect.Phpdotenv).Find(key)!.Reveal();

    private static string WithoutSecrets(PreparedEnv env) => Secret().Replace(env.Text.Reveal(), "$1=<$1>");

    [GeneratedRegex("(APP_KEY|DB_PASSWORD|REDIS_PASSWORD)=[A-Za-z0-9+/=:]{32,}")]
    private static partial Regex Secret();
}
