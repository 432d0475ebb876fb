using System.Text;

namespace Slipway.Checks.Reports;

/// <summary>A report for a pull request or a wiki.</summary>
public static class MarkdownReport
{
    public static string Write(CheckReport report)
    {
        var text = new StringBuilder();
        text.Append($"# {report.App}, {report.Environment}: {report.CountsText}\n\n");
        text.Append($"Checked at {report.At.UtcDateTime:yyyy-MM-dd HH:mm} UTC by Slipway {report.Version}.\n");
        foreach (var finding in report.Findings.Where(f => f.Outcome is CheckOutcome.Fail or CheckOutcome.Warn or CheckOutcome.Unknown))
            Told(text, finding);
        var rest = report.Findings.Where(f => f.Outcome is CheckOutcome.Pass or CheckOutcome.Skip).ToList();
        if (rest.Count > 0)
            text.Append("\n| check | outcome | what |\n|---|---|---|\n");
        foreach (var finding in rest)
            text.Append($"| `{finding.Id}` | {finding.Outcome.ToString().ToLowerInvariant()} | {Cell(Note(finding))} |\n");
        return text.ToString();
    }

    private static void Told(StringBuilder text, Finding finding)
    {
        text.Append($"\n## {Words(finding)}: {Escaped(finding.Title)}\n\n`{finding.Id}`\n\n");
        foreach (var evidence in finding.Evidence)
            text.Append(evidence.Where is null ? $"- {Escaped(evidence.Text)}\n" : $"- `{evidence.Where}` {Escaped(evidence.Text)}\n");
        if (finding.Remedy is not { } remedy)
            return;
        text.Append($"\n**What to do:** {Escaped(remedy.Text)}\n");
        if (remedy.Command is { } command)
            text.Append($"\n```sh\n{command}\n```\n");
    }

    private static string Words(Finding finding) =>
        finding.Outcome == CheckOutcome.Unknown ? "Unknown" : $"{(finding.Outcome == CheckOutcome.Fail ? "Failed" : "Warning")} ({finding.Severity.ToString().ToLowerInvariant()})";

    private static string Note(Finding finding) =>
        finding.Waived is { } waived ? $"{finding.Title}; waived: {waived}"
        : finding.Outcome == CheckOutcome.Skip && finding.Evidence.Count > 0 ? $"{finding.Title}; {finding.Evidence[0].Text}" : finding.Title;

    private static string Cell(string text) => Escaped(text).Replace("|", "\\|");

    // Text from files must not become markup: tags, links, emphasis.
    private static string Escaped(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (c is '\\' or '`' or '*' or '_' or '[' or ']' or '<' or '>' or '#')
                escaped.Append('\\');
            escaped.Append(c is '\n' or '\r' ? ' ' : c);
        }

        return escaped.ToString();
    }
}
