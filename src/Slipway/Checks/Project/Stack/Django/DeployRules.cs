using Slipway.Checks.Project.Files.Python;

namespace Slipway.Checks.Project.Stack.Django;

/// <summary>The rules of Django's <c>check --deploy</c>, by its own numbers.</summary>
internal static class DeployRules
{
    private static readonly string[] Referrers = ["no-referrer", "no-referrer-when-downgrade", "origin", "origin-when-cross-origin", "same-origin", "strict-origin", "strict-origin-when-cross-origin", "unsafe-url"];
    private static readonly string[] Openers = ["same-origin", "same-origin-allow-popups", "unsafe-none"];

    public static IEnumerable<(string Rule, string Setting, string Text)> All(DjangoFacts facts) =>
        Middleware(facts).Concat(facts.IsHttps ? Https(facts) : []).Concat(Cookies(facts)).Concat(Values(facts));

    private static IEnumerable<(string, string, string)> Middleware(DjangoFacts facts)
    {
        if (facts.Find("MIDDLEWARE")?.Value is not PyList { IsWhole: true } list)
            yield break;
        foreach (var (rule, name) in ((string, string)[])[
            ("W001", "django.middleware.security.SecurityMiddleware"), ("W002", "django.middleware.clickjacking.XFrameOptionsMiddleware"), ("W003", "django.middleware.csrf.CsrfViewMiddleware")])
        {
            if (!list.Has(name))
                yield return (rule, "MIDDLEWARE", $"{name[(name.LastIndexOf('.') + 1)..]} is not in MIDDLEWARE");
        }
    }

    private static IEnumerable<(string, string, string)> Https(DjangoFacts facts)
    {
        var seconds = facts.Find("SECURE_HSTS_SECONDS");
        if (!IsJudgedElsewhere(seconds) && IsOff(facts, "SECURE_HSTS_SECONDS", byDefault: false))
            yield return ("W004", "SECURE_HSTS_SECONDS", "SECURE_HSTS_SECONDS is not set");
        else if (IsOff(facts, "SECURE_HSTS_INCLUDE_SUBDOMAINS", byDefault: false))
            yield return ("W005", "SECURE_HSTS_INCLUDE_SUBDOMAINS", "SECURE_HSTS_INCLUDE_SUBDOMAINS is not True");
        if (!IsJudgedElsewhere(facts.Find("SECURE_SSL_REDIRECT")) && IsOff(facts, "SECURE_SSL_REDIRECT", byDefault: false))
            yield return ("W008", "SECURE_SSL_REDIRECT", "SECURE_SSL_REDIRECT is not True");
        if (IsOff(facts, "SESSION_COOKIE_SECURE", byDefault: false))
            yield return ("W012", "SESSION_COOKIE_SECURE", "SESSION_COOKIE_SECURE is not True");
        if (IsOff(facts, "CSRF_COOKIE_SECURE", byDefault: false) && facts.Find("CSRF_USE_SESSIONS")?.Value.IsTrue != true)
            yield return ("W016", "CSRF_COOKIE_SECURE", "CSRF_COOKIE_SECURE is not True");
    }

    private static IEnumerable<(string, string, string)> Cookies(DjangoFacts facts)
    {
        if (IsOff(facts, "SESSION_COOKIE_HTTPONLY", byDefault: true))
            yield return ("W015", "SESSION_COOKIE_HTTPONLY", "SESSION_COOKIE_HTTPONLY is not True");
        if (IsOff(facts, "SECURE_CONTENT_TYPE_NOSNIFF", byDefault: true))
            yield return ("W006", "SECURE_CONTENT_TYPE_NOSNIFF", "SECURE_CONTENT_TYPE_NOSNIFF is not True");
    }

    private static IEnumerable<(string, string, string)> Values(DjangoFacts facts)
    {
        if (Key(facts, "SECRET_KEY") is { } key && !IsStrong(key))
            yield return ("W009", "SECRET_KEY", "SECRET_KEY is written down and weak: less than 50 characters, fewer than 5 different ones, or made by startproject");
        if (facts.Find("SECRET_KEY_FALLBACKS")?.Value is PyList fallbacks && fallbacks.Items.OfType<PyText>().Any(text => !IsStrong(text.Text)))
            yield return ("W025", "SECRET_KEY_FALLBACKS", "SECRET_KEY_FALLBACKS holds a weak key");
        if (facts.Find("DEBUG") is { FromEnv: false, Value.IsTrue: true })
            yield return ("W018", "DEBUG", "DEBUG is True");
        if (facts.Find("X_FRAME_OPTIONS")?.Value is PyText frame && !frame.Text.Equals("DENY", StringComparison.OrdinalIgnoreCase) && !frame.Text.Equals("SAMEORIGIN", StringComparison.OrdinalIgnoreCase))
            yield return ("W019", "X_FRAME_OPTIONS", $"X_FRAME_OPTIONS is {frame.Text}");
        if (!IsJudgedElsewhere(facts.Find("ALLOWED_HOSTS")) && IsOff(facts, "ALLOWED_HOSTS", byDefault: false))
            yield return ("W020", "ALLOWED_HOSTS", "ALLOWED_HOSTS is empty");
        if (facts.Find("SECURE_REFERRER_POLICY")?.Value is { } referrer)
        {
            if (referrer.IsTrue == false)
                yield return ("W022", "SECURE_REFERRER_POLICY", "SECURE_REFERRER_POLICY is not set");
            else if (Texts(referrer).Any(text => !Referrers.Contains(text)))
                yield return ("E023", "SECURE_REFERRER_POLICY", "SECURE_REFERRER_POLICY is no policy that browsers know");
        }

        if (facts.Find("SECURE_CROSS_ORIGIN_OPENER_POLICY")?.Value is PyText opener && !Openers.Contains(opener.Text))
            yield return ("E024", "SECURE_CROSS_ORIGIN_OPENER_POLICY", "SECURE_CROSS_ORIGIN_OPENER_POLICY is no value that browsers know");
        if (facts.Find("SECURE_CSP")?.Value is PyText or PyList)
            yield return ("E026", "SECURE_CSP", "SECURE_CSP is not a dictionary");
    }

    // Not set and not whole: something outside may set it.
    private static bool IsOff(DjangoFacts facts, string name, bool byDefault) =>
        facts.Find(name) is { } setting ? setting.Value.IsTrue == false : facts.IsWhole && !byDefault;

    private static bool IsJudgedElsewhere(PySetting? setting) => setting is { FromEnv: true };

    private static string? Key(DjangoFacts facts, string name) => facts.Find(name) is { FromEnv: false, Value: PyText text } ? text.Text : null;

    private static bool IsStrong(string key) => key.Length >= 50 && key.Distinct().Count() >= 5 && !key.StartsWith("django-insecure-", StringComparison.Ordinal);

    private static IEnumerable<string> Texts(PyValue value) => value switch
    {
        PyText text => text.Text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
        PyList list => list.Items.OfType<PyText>().Select(text => text.Text),
        _ => [],
    };
}
