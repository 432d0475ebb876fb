using System.Text;

namespace Slipway.Checks;

/// <summary>The catalogue in Markdown: docs/checks.md.</summary>
public static class CheckReference
{
    public const string RelativePath = "docs/checks.md";

    public static string Write(IReadOnlyList<Check> checks)
    {
        var text = new StringBuilder();
        text.Append($"""
            # Checks

            Generated from the catalogue; do not edit. `slipway checks ID` shows the same on the terminal.

            `slipway validate` runs these {checks.Count} without a server. A failure of high or critical severity stops a deploy. A check ends as
            *pass*, *warn*, *fail*, *skip* (nothing to look at, waived, or a check before it did not pass) or *unknown* (it could not look;
            never counted as passed). A check that may fail for a while is waived in slipway.yaml, with a reason, an owner and a last day.

            | check | severity | what it asserts |
            |---|---|---|

            """);
        foreach (var about in checks.Select(c => c.About))
            text.Append($"| [`{about.Id}`](#{Anchor(about.Id)}) | {about.Severity.ToString().ToLowerInvariant()} | {about.Title} |\n");
        foreach (var section in checks.Select(c => c.About).GroupBy(about => about.Section))
        {
            text.Append($"\n## {section.Key}\n");
            foreach (var about in section)
                Explain(text, about);
        }

        return text.ToString();
    }

    private static void Explain(StringBuilder text, CheckAbout about)
    {
        text.Append($"\n### `{about.Id}`\n\n**{about.Title}.** {about.Why}\n\n");
        text.Append($"- Severity: {about.Severity.ToString().ToLowerInvariant()}{(about.Stacks.Count == 0 ? "" : $"; for {string.Join(", ", about.Stacks)}")}{(about.DependsOn.Count == 0 ? "" : $"; after {string.Join(", ", about.DependsOn.Select(id => $"`{id}`"))}")}\n");
        text.Append($"- Judged: {about.Judged}\n");
        text.Append($"- Likely causes: {string.Join("; ", about.Causes.Select(c => c.Title))}\n");
        text.Append($"- Remedy ({about.Remedy.Who}): {about.Remedy.Text}{(about.Remedy.Command is { } command ? $" `{command}`" : "")}\n");
        if (about.Sources.Count > 0)
            text.Append($"- Sources: {string.Join(", ", about.Sources)}\n");
    }

    private static string Anchor(string id) => id.Replace(".", "", StringComparison.Ordinal);
}
