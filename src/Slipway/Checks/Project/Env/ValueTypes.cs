namespace Slipway.Checks.Project.Env;

/// <summary><c>env.types</c></summary>
internal sealed partial class ValueTypes() : EnvCheck(new("env.types", "Values have the form that their names promise", Severity.Medium)
{
    Section = CheckSection.Env,
    Why = "A port with a blank or a flag called ture is found by the first visitor otherwise.",
    Judged = "Names that end in _PORT, _URL, _EMAIL, _TIMEOUT, _SECONDS …, flags such as APP_DEBUG, *_ENABLED, *_USE_TLS. Empty values are not judged here.",
    Causes = [new("typo", "somebody mistyped it"), new("wrong-line", "a value was pasted into the wrong line")],
    Remedy = new("Write a value of that kind."),
    DependsOn = [Readable],
})
{
    private static readonly string[] Flags = ["_ENABLED", "_DISABLED", "_USE_TLS", "_USE_SSL", "_SECURE", "_SECURE_COOKIE", "_HTTP_ONLY", "_SSL_REDIRECT", "_LIVE_MODE", "_SANDBOX", "_TEST_MODE", "_INCLUDE_SUBDOMAINS", "_PRELOAD"];

    private static readonly string[] Numbers = ["_TIMEOUT", "_SECONDS", "_MINUTES", "_HOURS", "_DAYS", "_LIFETIME", "_TTL", "_RETRY_AFTER", "_MAX_AGE", "_CONNECTIONS", "_WORKERS", "_ATTEMPTS", "_ROUNDS"];

    private static readonly string[] Addresses = ["MAIL_FROM_ADDRESS", "DEFAULT_FROM_EMAIL", "SERVER_EMAIL", "ADMIN_EMAIL", "SUPPORT_EMAIL", "DJANGO_SUPERUSER_EMAIL"];

    protected override Verdict JudgeFile(EnvFacts facts) => Verdict.FailIf(facts.Env.Variables
        .Where(v => !v.IsEmpty && !facts.IsPlaceholder(v) && !v.Text.Contains("@localhost", StringComparison.Ordinal)).Select(v => (Variable: v, Fault: Fault(v.Key, v.Text.Trim()))).Where(v => v.Fault is not null)
        .Select(v => v.Variable.Seen(v.Fault!)), "Values do not have the form that their names promise");

    private static string? Fault(string key, string value)
    {
        bool Ends(string[] endings) => endings.Any(ending => key.EndsWith(ending, StringComparison.Ordinal));
        if (key.EndsWith("_PORT", StringComparison.Ordinal) || key == "PORT")
            return ValueForms.IsWhole(value, 1, 65535) || (value.StartsWith('/') && key == "PORT") ? null : "is not a port (1 to 65535)";
        if (EnvNames.Debug.Contains(key) && key != "DEBUG" || Ends(Flags))
            return ValueForms.Flag(value) is null ? "is neither true nor false" : null;
        if (Ends(Numbers))
            return ValueForms.IsWhole(value, -1, long.MaxValue) || Duration().IsMatch(value) || ValueForms.Flag(value) == false ? null : "is not a number";
        if (Addresses.Contains(key))
            return ValueForms.IsEmail(value) ? null : "is not an e-mail address";
        return (key.EndsWith("_URL", StringComparison.Ordinal) && key is not ("STATIC_URL" or "MEDIA_URL" or "ASSET_URL" or "LOGIN_URL" or "LOGOUT_URL" or "LOGIN_REDIRECT_URL" or "LOGOUT_REDIRECT_URL"))
            && !Address().IsMatch(value) && !Path().IsMatch(value) ? "is not an address (scheme://…)" : null;
    }

    // admin, api/v1: below the app's own address. A host has a dot or a port.
    [System.Text.RegularExpressions.GeneratedRegex(@"^[A-Za-z0-9_-]+(?:/[A-Za-z0-9_.-]+)*/?$")]
    private static partial System.Text.RegularExpressions.Regex Path();

    [System.Text.RegularExpressions.GeneratedRegex(@"^(?:[a-z][a-z0-9+.-]*://\S*|/\S*|sqlite:\S*|locmem\S*|dummycache\S*|data:\S*)$", System.Text.RegularExpressions.RegexOptions.IgnoreCase)]
    private static partial System.Text.RegularExpressions.Regex Address();

    [System.Text.RegularExpressions.GeneratedRegex(@"^[0-9]+(?:\.[0-9]+)?(?:ms|s|m|h|d|w)?$|^\d+:\d{2}(?::\d{2})?$")]
    private static partial System.Text.RegularExpressions.Regex Duration();
}
