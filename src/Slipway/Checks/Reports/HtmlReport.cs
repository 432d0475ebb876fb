using System.Net;
using System.Text;

namespace Slipway.Checks.Reports;

/// <summary>One page that stands alone: no script, no font and no picture from elsewhere.</summary>
public static class HtmlReport
{
    private const string Style = """
        :root { color-scheme: light dark; --line: #d0d7de; --dim: #59636e; --fail: #b42318; --warn: #9a6700; --pass: #1a7f37; }
        @media (prefers-color-scheme: dark) { :root { --line: #3d444d; --dim: #9198a1; --fail: #f97066; --warn: #d29922; --pass: #3fb950; } }
        body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
        h1 { font-size: 1.5rem; margin-bottom: 0; } h2 { font-size: 1.1rem; margin: 0; }
        .dim { color: var(--dim); } .counts { font-size: 1.1rem; }
        section { border: 1px solid var(--line); border-left: 5px solid var(--dim); border-radius: 6px; padding: .75rem 1rem; margin: 1rem 0; }
        .fail { border-left-color: var(--fail); } .warn { border-left-color: var(--warn); }
        ul { padding-left: 1.2rem; margin: .5rem 0; } code, pre { font: .9em ui-monospace, monospace; overflow-wrap: anywhere; }
        pre { background: color-mix(in srgb, currentColor 8%, transparent); padding: .5rem .75rem; border-radius: 4px; overflow: auto; margin: .5rem 0 0; }
        table { border-collapse: collapse; width: 100%; } td, th { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid var(--line); vertical-align: top; }
        """;

    public static string Write(CheckReport report)
    {
        var html = new StringBuilder();
        var title = $"{report.App}, {report.Environment}";
        html.Append($"<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{Text($"{title}: {report.CountsText}")}</title>\n<style>\n{Style}\n</style></head>\n<body>\n");
        html.Append($"<h1>{Text(title)}</h1>\n<p class=\"dim\">Checked at {report.At.UtcDateTime:yyyy-MM-dd HH:mm} UTC by Slipway {Text(report.Version)}</p>\n<p class=\"counts\">{Text(report.CountsText)}</p>\n");
        foreach (var finding in report.Findings.Where(f => f.Outcome is CheckOutcome.Fail or CheckOutcome.Warn or CheckOutcome.Unknown))
            Told(html, finding);
        Rest(html, [.. report.Findings.Where(f => f.Outcome is CheckOutcome.Pass or CheckOutcome.Skip)]);
        return html.Append("</body></html>\n").ToString();
    }

    private static void Told(StringBuilder html, Finding finding)
    {
        var outcome = finding.Outcome.ToString().ToLowerInvariant();
        var severity = finding.Outcome == CheckOutcome.Unknown ? "" : $" · {finding.Severity.ToString().ToLowerInvariant()}";
        html.Append($"<section class=\"{outcome}\"><h2>{Sentence(finding.Title)}</h2>\n<div class=\"dim\">{outcome}{severity} · <code>{Text(finding.Id)}</code></div>\n");
        if (finding.Evidence.Count > 0)
            html.Append($"<ul>{string.Concat(finding.Evidence.Select(e => $"<li>{(e.Where is null ? "" : $"<code>{Text(e.Where)}</code> ")}{Sentence(e.Text)}</li>"))}</ul>\n");
        if (finding.Remedy is { } remedy)
        {
            html.Append($"<div><b>What to do:</b> {Sentence(remedy.Text)}</div>\n");
            if (remedy.Command is { } command)
                html.Append($"<pre>{Text(command)}</pre>\n");
        }

        html.Append("</section>\n");
    }

    private static void Rest(StringBuilder html, List<Finding> rest)
    {
        if (rest.Count == 0)
            return;
        html.Append("<table><thead><tr><th>check</th><th>outcome</th><th>what</th></tr></thead><tbody>\n");
        foreach (var finding in rest)
        {
            var note = finding.Waived ?? (finding is { Outcome: CheckOutcome.Skip, Evidence: [var first, ..] } ? first.Text : null);
            html.Append($"<tr><td><code>{Text(finding.Id)}</code></td><td>{finding.Outcome.ToString().ToLowerInvariant()}</td><td>{Text(finding.Title)}{(note is null ? "" : $" <span class=\"dim\">{Text(note)}</span>")}</td></tr>\n");
        }

        html.Append("</tbody></table>\n");
    }

    /// <summary>What stands between backticks is code.</summary>
    private static string Sentence(string text) => text.Split('`') is { Length: > 1 } parts && parts.Length % 2 == 1
        ? string.Concat(parts.Select((part, i) => i % 2 == 1 ? $"<code>{Text(part)}</code>" : Text(part)))
        : Text(text);

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
