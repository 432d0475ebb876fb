namespace Slipway.Checks.Project.Leaks;

/// <summary>What the search for secrets knows. The forms are those that the providers document.</summary>
public static class LeakRules
{
    /// <summary>Changes with every change of a rule, a matcher or a filter: what was found before is then searched again.</summary>
    public const int Version = 5;

    private const string Revoke = "Make a new one at the provider, revoke this one, and read the new one from the env file";
    private const string NewKey = "Make a new key, take this one out of the file, and read the new one from the env file";

    /// <summary>A name such as PASSWORD or API_KEY that is given a random value.</summary>
    public static readonly LeakRule Assigned = new("assigned-secret", "secret value in the source", Confidence.Low, "Change the secret and read it from the env file");

    /// <summary>A value of the env file that also stands somewhere else.</summary>
    public static readonly LeakRule EnvValue = new("env-value", "value of the env file", Confidence.High, "Change the secret and read it from the env file") { IsLive = true };

    public static readonly LeakRule DjangoKey = new("django-secret-key", "Django SECRET_KEY", Confidence.Medium, "Make a new key and read it: SECRET_KEY = os.environ['SECRET_KEY']");

    public static readonly IReadOnlyList<LeakRule> All =
    [
        Live("aws-access-key", "AWS access key", ["AKIA", "ASIA"], Tokens.Run(Tokens.Base32, 16)),
        Live("github-token", "GitHub token", ["ghp_", "gho_", "ghu_", "ghs_", "ghr_"], Tokens.Run(Tokens.Word, 36, 255)),
        Live("github-token-fine", "GitHub token", ["github_pat_"], Tokens.Run(Tokens.Word, 82)),
        Live("gitlab-token", "GitLab token", ["glpat-", "glrt-", "gldt-", "glptt-", "glcbt-"], Tokens.Run(Tokens.Url, 20, 300)),
        Live("slack-token", "Slack token", ["xoxa-", "xoxb-", "xoxe-", "xoxo-", "xoxp-", "xoxr-", "xoxs-", "xapp-"], Tokens.Run(Tokens.Url, 24, 250)),
        Live("slack-webhook", "Slack webhook", ["hooks.slack.com/services/"], Shapes.SlackHook),
        Live("payment-live-key", "payment key of the live mode", ["k_live_"], Tokens.PaymentKey),
        new("payment-test-key", "payment key of the test mode", Confidence.Medium, "Read it from the env file, as the live key is")
        {
            Anchors = ["k_test_"], Matcher = Tokens.PaymentKey, IsTestMode = true,
        },
        Live("webhook-secret", "signing secret of a webhook", ["whsec_"], Tokens.Run(Tokens.Base64, 24, 100)),
        new("google-api-key", "Google API key", Confidence.Medium, "Restrict the key to your sites in the Google Cloud console; a key for the server belongs in the env file")
        {
            Anchors = ["AIza"], Matcher = Tokens.Run(Tokens.Url, 35),
        },
        Live("google-oauth-secret", "Google OAuth secret", ["GOCSPX-"], Tokens.Run(Tokens.Url, 28)),
        Live("sendgrid-key", "SendGrid API key", ["SG."], Shapes.SendGrid),
        Live("mailgun-key", "Mailgun API key", ["key-"], Tokens.Run(Tokens.Hex, 32)),
        Live("npm-token", "npm token", ["npm_"], Tokens.Run(Tokens.Word, 36)),
        Live("pypi-token", "PyPI token", ["pypi-AgEIcHlwaS5vcmc"], Tokens.Run(Tokens.Url, 50, 500)),
        Live("digitalocean-token", "DigitalOcean token", ["dop_v1_", "doo_v1_"], Tokens.Run(Tokens.Hex, 64)),
        Live("shopify-token", "Shopify token", ["shpat_", "shpss_"], Tokens.Run(Tokens.Word, 32)),
        Live("docker-token", "Docker Hub token", ["dckr_pat_"], Tokens.Run(Tokens.Url, 27)),
        Live("vault-token", "Vault token", ["hvs."], Tokens.Run(Tokens.Url, 80, 200)),
        Live("ai-key", "API key of a language model", ["sk-proj-", "sk-ant-"], Tokens.Run(Tokens.Url, 40, 250)),
        Live("age-key", "age secret key", ["AGE-SECRET-KEY-1"], Tokens.Run(Tokens.Word, 58)),
        Live("azure-key", "Azure storage key", ["AccountKey="], Tokens.Run(Tokens.Base64, 86)),
        Live("sentry-link", "Sentry link with its secret", ["sentry"], Shapes.SentryLink),
        new("private-key", "private key", Confidence.High, NewKey) { Anchors = ["-----BEGIN "], Matcher = Shapes.PrivateKey },
        new("laravel-key", "Laravel APP_KEY", Confidence.High, "Make a new key with `slipway prepare --rotate APP_KEY`; what the old one encrypted must be encrypted anew")
        {
            Anchors = ["base64:"], Matcher = Shapes.LaravelKey,
        },
        new("web-token", "signed web token (JWT)", Confidence.Medium, "Revoke it; if it does not expire, change the key that signs it")
        {
            Anchors = ["eyJ"], Matcher = Shapes.WebToken,
        },
        new("link-password", "password in a link", Confidence.Medium, "Change the password and read the link from the env file")
        {
            Anchors = ["://"], Matcher = Shapes.LinkWithPassword,
        },
        Assigned, EnvValue, DjangoKey,
    ];

    private static readonly Dictionary<string, LeakRule> ById = All.ToDictionary(rule => rule.Id, StringComparer.Ordinal);

    /// <summary>The rule of this id; null for one of another version.</summary>
    public static LeakRule? Find(string id) => ById.GetValueOrDefault(id);

    private static LeakRule Live(string id, string title, IReadOnlyList<string> anchors, LeakMatcher matcher) =>
        new(id, title, Confidence.High, Revoke) { IsLive = true, Anchors = anchors, Matcher = matcher };

}
