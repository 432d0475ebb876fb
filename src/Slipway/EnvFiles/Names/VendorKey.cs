namespace Slipway.EnvFiles.Names;

/// <summary>A value that another company gives out.</summary>
/// <param name="What">What it is for.</param>
/// <param name="From">Where a person gets it.</param>
public sealed record VendorKey(string What, string From)
{
    private static readonly Dictionary<string, VendorKey> ByFirstWord = new(StringComparer.Ordinal)
    {
        ["MAIL"] = new("sending mail", "the SMTP settings of your mail provider"),
        ["EMAIL"] = new("sending mail", "the SMTP settings of your mail provider"),
        ["SMTP"] = new("sending mail", "the SMTP settings of your mail provider"),
        ["MAILGUN"] = new("sending mail with Mailgun", "app.mailgun.com, API keys and Domains"),
        ["SENDGRID"] = new("sending mail with SendGrid", "app.sendgrid.com, Settings, API Keys"),
        ["POSTMARK"] = new("sending mail with Postmark", "account.postmarkapp.com, the server's API Tokens"),
        ["RESEND"] = new("sending mail with Resend", "resend.com, API Keys"),
        ["STRIPE"] = new("payments with Stripe", "dashboard.stripe.com, Developers: API keys, and Webhooks for the signing secret"),
        ["MOYASAR"] = new("payments with Moyasar", "dashboard.moyasar.com, Settings: API Keys and Webhooks"),
        ["PAYPAL"] = new("payments with PayPal", "developer.paypal.com, Apps & Credentials"),
        ["PADDLE"] = new("payments with Paddle", "vendors.paddle.com, Developer Tools, Authentication"),
        ["RAZORPAY"] = new("payments with Razorpay", "dashboard.razorpay.com, Account & Settings, API Keys"),
        ["TAP"] = new("payments with Tap", "dashboard.tap.company, goSell, API Credentials"),
        ["PAYTABS"] = new("payments with PayTabs", "the merchant dashboard of PayTabs, Developers, Key management"),
        ["HYPERPAY"] = new("payments with HyperPay", "the integration e-mail of HyperPay, or its merchant portal"),
        ["TAQNYAT"] = new("text messages with Taqnyat", "portal.taqnyat.sa, Developers: bearer token and sender name"),
        ["UNIFONIC"] = new("text messages with Unifonic", "console.unifonic.com, Applications"),
        ["TWILIO"] = new("text messages with Twilio", "console.twilio.com, Account: API keys & tokens"),
        ["VONAGE"] = new("text messages with Vonage", "dashboard.nexmo.com, API settings"),
        ["PLUGGY"] = new("bank accounts with Pluggy", "dashboard.pluggy.ai, Applications: client id and client secret"),
        ["SENTRY"] = new("error reports to Sentry", "sentry.io, the project's Settings, Client Keys (DSN)"),
        ["BUGSNAG"] = new("error reports to Bugsnag", "app.bugsnag.com, the project's settings"),
        ["DATADOG"] = new("monitoring with Datadog", "app.datadoghq.com, Organization Settings, API Keys"),
        ["AWS"] = new("files and services of AWS", "the AWS console, IAM, a user of the app's own: access keys; S3 for bucket and region"),
        ["S3"] = new("files in an object store", "the console of your object store, access keys"),
        ["R2"] = new("files in Cloudflare R2", "dash.cloudflare.com, R2, Manage API tokens"),
        ["CLOUDFLARE"] = new("services of Cloudflare", "dash.cloudflare.com, My Profile, API Tokens"),
        ["TURNSTILE"] = new("the robot check of Cloudflare", "dash.cloudflare.com, Turnstile"),
        ["RECAPTCHA"] = new("the robot check of Google", "google.com/recaptcha/admin"),
        ["HCAPTCHA"] = new("the robot check of hCaptcha", "dashboard.hcaptcha.com, Sites and Settings"),
        ["GOOGLE"] = new("services of Google", "console.cloud.google.com, APIs & Services, Credentials"),
        ["FIREBASE"] = new("push messages with Firebase", "console.firebase.google.com, Project settings, Service accounts"),
        ["FCM"] = new("push messages with Firebase", "console.firebase.google.com, Project settings, Service accounts"),
        ["FACEBOOK"] = new("login with Facebook", "developers.facebook.com, the app's Settings, Basic"),
        ["GITHUB"] = new("services of GitHub", "github.com, Settings, Developer settings"),
        ["APPLE"] = new("login with Apple", "developer.apple.com, Certificates, Identifiers & Profiles"),
        ["SLACK"] = new("messages to Slack", "api.slack.com/apps, the app's credentials"),
        ["TELEGRAM"] = new("messages to Telegram", "@BotFather in Telegram"),
        ["PUSHER"] = new("live updates with Pusher", "dashboard.pusher.com, the app's App Keys"),
        ["ABLY"] = new("live updates with Ably", "ably.com, the app's API Keys"),
        ["ALGOLIA"] = new("search with Algolia", "dashboard.algolia.com, Settings, API Keys"),
        ["OPENAI"] = new("models of OpenAI", "platform.openai.com, API keys"),
        ["ANTHROPIC"] = new("models of Anthropic", "console.anthropic.com, API Keys"),
        ["DJSTRIPE"] = new("payments with Stripe", "dashboard.stripe.com, Developers: API keys, and Webhooks for the signing secret"),
        ["GITLAB"] = new("services of GitLab", "the settings of your GitLab account or project, Access tokens"),
        ["META"] = new("services of Meta", "developers.facebook.com, the app's Settings, Basic"),
        ["SES"] = new("sending mail with Amazon SES", "the AWS console, SES, SMTP settings"),
        ["DIGITALOCEAN"] = new("services of DigitalOcean", "cloud.digitalocean.com, API"),
        ["MAPBOX"] = new("maps of Mapbox", "account.mapbox.com, Access tokens"),
    };

    private static readonly HashSet<string> Development = new(StringComparer.Ordinal)
    {
        "127.0.0.1", "localhost", "::1", "mailpit", "mailhog", "mailtrap", "smtp.mailtrap.io", "sandbox.smtp.mailtrap.io", "log", "array", "console",
    };

    /// <summary>First words of vendors that mean something else behind others.</summary>
    private static readonly HashSet<string> FirstOnly = new(StringComparer.Ordinal) { "TAP", "S3", "R2", "META", "SES" };

    /// <summary>Null for a key of the app's own.</summary>
    public static VendorKey? Of(string key)
    {
        var first = key.ToUpperInvariant().Split('_', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault(w => w is not ("VITE" or "NEXT" or "PUBLIC" or "NUXT" or "REACT"));
        return first is null ? null : ByFirstWord.GetValueOrDefault(first);
    }

    /// <summary>A vendor is named anywhere: APP_GOOGLE_SECRET, DJSTRIPE_WEBHOOK_SECRET.</summary>
    internal static bool IsNamedIn(IReadOnlyList<string> words) =>
        ByFirstWord.ContainsKey(words[0]) || words.Any(word => ByFirstWord.ContainsKey(word) && !FirstOnly.Contains(word));

    /// <summary>True when a person must still write this one: nothing is there, a placeholder, or the mail server of a laptop.</summary>
    public static bool IsOpen(string key, string value)
    {
        var last = key[(key.LastIndexOf('_') + 1)..].ToUpperInvariant();
        if (value.Length == 0 || value == "null")
            return last is not ("URL" or "ENDPOINT" or "ENCRYPTION" or "SCHEME" or "DOMAIN" or "NAME" or "PORT" or "TLS" or "SSL");
        return PlaceholderValue.Is(key, value) || (key.ToUpperInvariant().Split('_')[0] is "MAIL" or "EMAIL" or "SMTP" && last is "HOST" or "MAILER" or "SERVER" && Development.Contains(value));
    }
}
