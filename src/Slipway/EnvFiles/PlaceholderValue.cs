using System.Text.RegularExpressions;

namespace Slipway.EnvFiles;

/// <summary>Values that stand for one that a person has still to write.</summary>
public static partial class PlaceholderValue
{
    /// <summary>True for <c>change-me</c>, <c>your_api_key</c>, <c>&lt;token&gt;</c>, <c>hello@example.com</c> and their like; false for an empty value.</summary>
    public static bool Is(string value) => value.Length > 0 && (Word().IsMatch(value) || Whole().IsMatch(value));

    [GeneratedRegex("""(^|[^a-z])(change[-_ ]?(me|this|it|in)([^a-z]|$)|replace[-_ ]?(me|this|with)([^a-z]|$)|your([-_. ][a-z]|domain|company|site|app|key|name|e?mail|password|secret|token|project)|place-?holder|insert[-_ ]|(my|some|super)[-_ ]?secret|(secret|key|token|password)[-_ ]?here|fill[-_ ]?(me|in)|todo([^a-z]|$)|fixme|x{4,}|dummy|django-insecure)|(^|[/.@])example\.(com|org|net)|\{\{.*\}\}|[*.]{3}$""", RegexOptions.IgnoreCase)]
    private static partial Regex Word();

    [GeneratedRegex("""^(<.*>|\[.*\]|x{3,}|\*{3,}|secret|password|changeme|key|token|foo|bar|test|user:pass(word)?@.*)$""", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Whole();
}
