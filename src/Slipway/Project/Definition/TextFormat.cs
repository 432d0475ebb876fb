using System.Text.RegularExpressions;

namespace Slipway.Project.Definition;

/// <param name="Called">What the text is: "an app name".</param>
/// <param name="Pattern">Of the whole text, in the syntax that .NET and JSON Schema share; no anchors.</param>
/// <param name="Rule">The pattern told to a person.</param>
/// <param name="Example">A text that fits.</param>
internal sealed record TextFormat(string Called, string Pattern, string Rule, string Example)
{
    public const int MaxLength = 4096;

    private Regex? _regex;

    public bool Fits(string text) =>
        text.Length <= MaxLength && (_regex ??= new Regex($@"^(?:{Pattern})\z", RegexOptions.CultureInvariant)).IsMatch(text);
}
