using System.Text.RegularExpressions;

namespace Slipway.EnvFiles;

/// <summary>Values that stand for one that a person has still to write.</summary>
public static partial class PlaceholderValue
{
    /// <summary>True for <c>change-me</c>, <c>&lt;token&gt;</c>, <c>hello@example.com</c>, <c>secret</c> and their like; false for an empty value.</summary>
    public static bool Is(string value) => value.Length > 0 && (Says(value) || ExampleHost().IsMatch(value) || Bare().IsMatch(value));

    /// <summary>True for a value that says so itself: <c>change-me</c>, <c>your_api_key</c>, <c>&lt;token&gt;</c>, <c>***</c>. Host names that end in example.com may be the app's own.</summary>
    public static bool Says(string value) => Words().IsMatch(value);

    [GeneratedRegex("""(^|[^a-z])(change[-_ ]?(me|this|it|in)|replace[-_ ]?(me|this|with))([^a-z]|$)|^(todo|tbd|fixme|dummy)[:!. ]*$|^todo[:!]|(^|[^a-z])(your([-_.][a-z]|domain|company|site|app|key|name|e?mail|password|secret|token|project)|place[-_ ]?holder|insert[-_ ]|fill[-_ ]?(me|in)|django-insecure)|[-_ ]here$|^<.*>$|<[a-z][a-z0-9 _-]*>|^\[.*\]$|\{\{.*\}\}|^x{3,}$|x{5,}|[-_]xxx|^\*{3,}$|[*.…]{3}$|^…$|^(undefined|n/a)$""", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Words();

    [GeneratedRegex(@"(^|[/.@])example\.(com|org|net)", RegexOptions.IgnoreCase)]
    private static partial Regex ExampleHost();

    // Weak rather than a placeholder in a file that somebody has filled; in one that is being filled nobody wants to keep it.
    [GeneratedRegex("""^(secret|password|key|token|foo|bar|test|user:pass(word)?@.*)$|(^|[^a-z])(my|some|super)[-_ ]?secret|(secret|key|token|password)[-_ ]?here|(^|[^a-z])(your [a-z]|dummy|todo|fixme)""", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Bare();
}
