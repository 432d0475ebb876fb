using Slipway.Checks.Project.Leaks;
using Slipway.Checks.Project.Source;
using Slipway.Secrets;
using Xunit;

namespace Slipway.Tests.Checks.Leaks;

/// <summary>The tokens are put together here, so that no file of the repository has one.</summary>
public class LeakSearchTest
{
    private const string Random = "aB3dE5gH7jK9mN1pQ2rS4tU6vW8xY0zA";
    private const string Hex = "4f9a1c7e2b8d6035f1e2a9c8b7d6e504";

    private static readonly LeakSearch Search = new(new Fingerprints(new byte[32]), KnownValues.None);

    public static TheoryData<string, string, string> Live => new()
    {
        { "aws-access-key", "AK" + "IA26J7KE5HU2ULNSVM", "AKIA" },
        { "github-token", "gh" + "p_" + Random + "bC5d", "ghp_" },
        { "github-token-fine", "github" + "_pat_" + Random + Random + "aB3dE5gH7jK9mN1pQ2", "github_p" },
        { "gitlab-token", "gl" + "pat-xY9zK2mN4pQ6rS8tU0vW", "glpat-" },
        { "slack-token", "xo" + "xb-263594206564-263594206565-aB3dE5gH7jK9mN1pQ2rS4tU6", "xoxb-" },
        { "payment-live-key", "sk_" + "live_" + Random, "sk_live_" },
        { "payment-live-key", "rk_" + "live_" + Random, "rk_live_" },
        { "webhook-secret", "wh" + "sec_" + Random, "whsec_" },
        { "sendgrid-key", "S" + "G.tUdiX2aqvGnz7HddU2bqLb.FRvNhBYNnb4MTv3uW93grGgFgNPDtFsPTUc8sS49yha", "SG." },
        { "mailgun-key", "ke" + "y-" + Hex, "key-" },
        { "npm-token", "np" + "m_" + Random + "bC5d", "npm_" },
        { "digitalocean-token", "do" + "p_v1_" + Hex + Hex, "dop_v1_" },
        { "google-oauth-secret", "GOC" + "SPX-aB3dE5gH7jK9mN1pQ2rS4tU6vW8x", "GOCSPX-" },
    };

    [Theory]
    [MemberData(nameof(Live))]
    public void A_live_token_is_found_anywhere_and_shown_by_its_common_start_only(string rule, string token, string shown)
    {
        foreach (var path in (string[])["src/pay.php", "tests/pay_test.py", "docs/pay.md", "package-lock.json"])
        {
            var suspect = Assert.Single(Find(path, $"a\n  x = '{token}';\n"));
            Assert.Equal((rule, 2, 8, shown), (suspect.Rule, suspect.Line, suspect.Column, suspect.Shown));
            Assert.True(suspect.Shown.Length <= 8);
        }
    }

    [Theory]
    [InlineData("AKIAIOSFODNN7EXAMPLE")]
    [InlineData("sk_live_xxxxxxxxxxxxxxxxxxxxxxxx")]
    [InlineData("sk_live_<your key>")]
    [InlineData("sk_live_your_key_goes_here_123")]
    [InlineData("ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")]
    [InlineData("ghp_abcdefghijklmnopqrstuvwxyz0123456789")]
    [InlineData("SG.example.key")]
    [InlineData("https://hooks.slack.com/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX")]
    [InlineData("task_live_aB3dE5gH7jK9mN1pQ2rS4tU6")]
    [InlineData("pk_live_aB3dE5gH7jK9mN1pQ2rS4tU6vW8xY0zA")]
    public void A_placeholder_or_a_public_key_is_none(string text) => Assert.Empty(Find("src/a.py", $"key = '{text}'\n"));

    [Theory]
    [InlineData("a.php", "'password' => 'YAq54TsJMZhbbB5aELNRwUSJ',", "password")]
    [InlineData("a.php", "define('DB_PASSWORD', 'Tr0ub4dor-and-3');", "DB_PASSWORD")]
    [InlineData("a.py", "API_KEY = \"9775a026f1ca7d1c6c5af9d94d9595a4\"", "API_KEY")]
    [InlineData("a.js", "const apiKey = `aB3dE5gH7jK9mN1pQ2`", "apiKey")]
    [InlineData("a.yml", "  db_password: k9Xw2mQ7-vR4", "db_password")]
    [InlineData("a.ini", "secret_token=aB3dE5gH7jK9mN1pQ2 ; old", "secret_token")]
    [InlineData("a.json", "\"Reporting\": \"Host=10.0.4.20;Username=app;Password=urjPUKfUVWcr49YUHHnqKTpi\"", "Password")]
    [InlineData("a.cs", "AWS_SECURITY_TOKEN = \"aB3dE5gH7jK9mN1pQ2\"", "AWS_SECURITY_TOKEN")]
    public void A_random_value_that_a_name_is_given_is_a_suspect_shown_by_the_name(string path, string line, string name)
    {
        var suspect = Assert.Single(Find(path, line + "\n"));
        Assert.Equal(("assigned-secret", name), (suspect.Rule, suspect.Shown));
    }

    [Theory]
    [InlineData("a.php", "'password' => 'required|confirmed|min:12',")]
    [InlineData("a.php", "'password' => env('DB_PASSWORD'),")]
    [InlineData("a.php", "'token' => 'Der Code ist abgelaufen seit 2024.',")]
    [InlineData("a.js", "token: process.env.API_TOKEN1,")]
    [InlineData("a.js", "const tokenUrl = 'https://id.example.org/oauth2/token';")]
    [InlineData("a.js", "password_hash = '$2y$12$aB3dE5gH7jK9mN1pQ2rS4t'")]
    [InlineData("a.cs", "public const string TenantKey = \"a4b8b8dd-8634-4c5a-bd19-f4f517254f6c\";")]
    [InlineData("a.cs", "SecretId = \"a4b8b8dd-8634-4c5a-bd19-f4f517254f6c\"")]
    [InlineData("a.yml", "DB_PASSWORD: password123")]
    [InlineData("a.yml", "DB_PASSWORD: ${DB_PASSWORD}")]
    [InlineData("a.yml", "token: ${{ secrets.DEPLOY_TOKEN1 }}")]
    [InlineData("a.yml", "password: P@55w0rd!")]
    [InlineData("a.py", "\"AWS::Location::APIKey\": \"600da347bb3f084e\"")]
    [InlineData("a.html", "<input type=\"password\" name=\"newPassword2\" id=\"token-field-2\">")]
    [InlineData("a.ts", "access_token: 'users/current-user/s3-access-keys',")]
    [InlineData("tests/a.php", "'password' => 'YAq54TsJMZhbbB5aELNRwUSJ',")]
    [InlineData("README.md", "password: k9Xw2mQ7-vR4")]
    [InlineData("app.min.js", "{token:\"aB3dE5gH7jK9mN1pQ2\"}")]
    public void Words_references_hashes_and_examples_are_no_suspects(string path, string line) => Assert.Empty(Find(path, line + "\n"));

    [Fact]
    public void A_private_key_has_a_body()
    {
        const string begin = "-----BEGIN RSA PRIVATE " + "KEY-----";
        var body = string.Join('\n', "MIIEowIBAAKCAQEAp5wgagsnZuPrJCbGxYzAwNWCJiM9UhjryBS3tZ2KTponm8MG", "zCnBkKbSrgtpHtHjnkxT2FDLKjw45ubSH5yNXVP98ffnDpoTAcYaJVwnFUnrxqBB");
        Assert.Equal("private-key", Assert.Single(Find("a.pem", $"{begin}\n{body}\n-----END RSA PRIVATE KEY-----\n")).Rule);
        Assert.Equal("private-key", Assert.Single(Find("a.json", $"\"key\": \"{begin}\\n{body.Replace("\n", "\\n")}\\n\"")).Rule);
        Assert.Empty(Find("a.php", $"if (str_starts_with($text, '{begin}')) {{ return true; }}\n"));
        Assert.Empty(Find("a.py", $"'''{begin}\n...\n'''\n"));
        Assert.Empty(Find("a.pem", $"{begin.Replace("RSA", "ENCRYPTED")}\n{body}\n"));
        Assert.Empty(Find("tests/a.pem", $"{begin}\n{body}\n"));
    }

    [Theory]
    [InlineData("postgres://import:Dz7u8uH8oCXYWst63iAJ@db.old.example.com:5432/legacy", 1)]
    [InlineData("https://deploy:k9Xw2mQ7-vR4@git.example.com/shop.git", 1)]
    [InlineData("postgres://postgres:postgres@localhost/app", 0)]
    [InlineData("mysql://root:secret@127.0.0.1/app", 0)]
    [InlineData("redis://:${REDIS_PASSWORD}@redis:6379", 0)]
    [InlineData("https://user:password@example.com", 0)]
    [InlineData("mongodb://reader:oplog_reader_password@server1", 0)]
    [InlineData("https://example.com/a:b@c", 0)]
    public void A_password_in_a_link_is_found_when_it_is_none_of_the_usual_ones(string link, int found) =>
        Assert.Equal(found, Find("a.js", $"connect('{link}');\n").Count(s => s.Rule == "link-password"));

    [Fact]
    public void The_key_that_startproject_made_is_one()
    {
        Assert.Equal("django-secret-key", Assert.Single(Find("core/settings.py", "DEBUG = False\nSECRET_KEY = 'django-insecure-#2v!x(_qo$k9w@e^7m+z%1c=h8r5&t0y'\n")).Rule);
        Assert.Empty(Find("core/settings.py", "SECRET_KEY = os.environ['SECRET_KEY']\n"));
    }

    [Fact]
    public void A_key_of_Laravel_has_exactly_32_bytes()
    {
        Assert.Equal("laravel-key", Assert.Single(Find("config/app.php", "'key' => 'base64:" + "q83vT5x9ZlWm0YpRk2Ls7NdUeHgBjCwAtXoIfVhKzM4='\n")).Rule);
        Assert.Empty(Find("config/app.php", "'logo' => 'base64:q83vT5x9ZlWm0YpRk2Ls7NdUeHgBjCwA='\n"));
    }

    [Fact]
    public void Many_places_on_one_line_have_their_columns()
    {
        var token = "sk_" + "live_" + Random;
        Assert.Equal([(1, 3), (1, 45), (3, 1)], Find("a.txt", $"a {token}, {token}\n\n{token}").Select(s => (s.Line, s.Column)));
    }

    [Fact]
    public void A_value_of_the_env_file_is_found_wherever_it_stands()
    {
        var known = new KnownValues([KeyValuePair.Create("DB_PASSWORD", new Secret("aHZwiq2cWJVgEmyLTMkf")), KeyValuePair.Create("NAME", new Secret("shop")), KeyValuePair.Create("CITY", new Secret("Zürich-8004-wegG"))]);
        var search = new LeakSearch(new Fingerprints(new byte[32]), known);
        var found = search.Find(Latin("login: shop / aHZwiq2cWJVgEmyLTMkf\nZürich-8004-wegG\n"), new SourceName("docs/runbook.md"));
        Assert.Equal([("env-value", 1, 15, "DB_PASSWORD"), ("env-value", 2, 1, "CITY")], found.Select(s => (s.Rule, s.Line, s.Column, s.Shown)));
        Assert.DoesNotContain(search.Find("DB_PASSWORD=aHZwiq2cWJVgEmyLTMkf\n", new SourceName(".env.production")), s => s.Rule == "env-value");
        Assert.NotEqual(search.Id, Search.Id);
    }

    [Fact]
    public void The_same_secret_has_the_same_fingerprint_and_another_key_another_one()
    {
        var token = "sk_" + "live_" + Random;
        var first = Assert.Single(Find("a.php", token));
        Assert.Equal(first.Fingerprint, Assert.Single(Find("b.js", $"x='{token}'")).Fingerprint);
        var other = new LeakSearch(new Fingerprints([.. Enumerable.Repeat((byte)1, 32)]), KnownValues.None);
        Assert.NotEqual(first.Fingerprint, Assert.Single(other.Find(token, new SourceName("a.php"))).Fingerprint);
    }

    [Fact]
    public void Every_rule_has_its_own_id_and_says_what_to_do()
    {
        Assert.Equal(LeakRules.All.Count, LeakRules.All.Select(rule => rule.Id).Distinct().Count());
        Assert.All(LeakRules.All, rule => Assert.True(rule.Title.Length > 0 && rule.Remedy.Length > 10 && !rule.Remedy.EndsWith('.')));
        Assert.All(LeakRules.All.SelectMany(rule => rule.Anchors), anchor => Assert.True(anchor.Length >= 3));
    }

    private static IReadOnlyList<Suspect> Find(string path, string text) => Search.Find(Latin(text), new SourceName(path));

    private static string Latin(string text) => System.Text.Encoding.Latin1.GetString(System.Text.Encoding.UTF8.GetBytes(text));
}
