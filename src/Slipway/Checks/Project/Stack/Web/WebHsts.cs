using System.Text.RegularExpressions;

namespace Slipway.Checks.Project.Stack.Web;

internal sealed partial class WebHsts() : ProjectCheck<WebFacts>(
    new("web.hsts", "HSTS holds for a year and is not preloaded", Severity.Medium)
    {
        Section = CheckSection.Stack,
        Why = "A short max-age protects nobody who comes seldom; `preload` puts the name into browsers' own lists, from which it is not gone for months.",
        Judged = "Strict-Transport-Security of nginx and Apache: max-age of at least 31536000, and no `preload`. A name that starts with a shorter time, or that is to be preloaded, has a waiver that says until when.",
        Causes = [new("copied-preload", "the line was copied with preload in it"), new("ramp", "a short time was set for the first days and never raised")],
        Remedy = new("Write \"max-age=31536000; includeSubDomains\". Add preload only when every host below the name will always have HTTPS."),
        Sources = ["https://hstspreload.org/#deployment-recommendations", "https://www.rfc-editor.org/rfc/rfc6797"],
    },
    WebFacts.ReadAsync)
{
    private const long Year = 31_536_000;

    public override Verdict Judge(WebFacts facts) => WebVerdict.Fail(facts, SecurityHeaders.In(facts).Where(h => h.Is("Strict-Transport-Security"))
        .SelectMany(h => Faults(h.Value).Select(fault => new Evidence(fault, h.Where, h.Path))), "HSTS is too short, or preloaded");

    private static IEnumerable<string> Faults(string value)
    {
        if (MaxAge().Match(value) is { Success: true } match)
        {
            if (!long.TryParse(match.Groups["seconds"].Value, out var seconds) || seconds < Year)
                yield return $"max-age={match.Groups["seconds"].Value} is less than a year";
        }
        else if (!value.Contains('$'))
            yield return "there is no max-age: the header does nothing";
        if (value.Contains("preload", StringComparison.OrdinalIgnoreCase))
            yield return "preload cannot be taken back for months";
    }

    [GeneratedRegex(@"max-age\s*=\s*""?(?<seconds>\d+)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex MaxAge();
}
