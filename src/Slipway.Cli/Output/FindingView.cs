using Slipway.Checks;

namespace Slipway.Cli.Output;

/// <summary>Draws a finding: one line, below it what was seen and what to do.</summary>
internal sealed class FindingView(Paint paint)
{
    private const string Indent = "    ";

    public IReadOnlyList<string> Lines(Finding finding, int width)
    {
        var text = FindingText.Of(finding);
        var told = finding.Outcome is CheckOutcome.Fail or CheckOutcome.Warn;
        var head = $"{Mark(finding)} {(told ? paint.Bold(text.Title) : text.Title)}  {paint.Dim(told ? $"{text.Id} · {finding.Severity.ToString().ToLowerInvariant()}" : text.Id)}";
        return
        [
            .. told ? [""] : Array.Empty<string>(),
            finding.Host is { } host ? $"{paint.Dim(TerminalText.Line(host))} {head}" : head,
            .. text.Seen.SelectMany(line => Wrapped(line, width)).Select(line => Indent + (told ? line : paint.Dim(line))),
            .. text.Remedy.SelectMany(line => Wrapped(line, width - 2)).Select((line, i) => Indent + (i == 0 ? paint.Green("→ ") : "  ") + line),
        ];
    }

    private string Mark(Finding finding) => finding.Outcome switch
    {
        CheckOutcome.Fail => paint.Red("✗"),
        CheckOutcome.Warn => paint.Yellow("!"),
        CheckOutcome.Unknown => paint.Yellow("?"),
        CheckOutcome.Skip => paint.Dim("-"),
        _ => paint.Green("✓"),
    };

    private static IEnumerable<string> Wrapped(string line, int width)
    {
        var room = Math.Max(20, width - Indent.Length - 1);
        while (Cells.Count(line) > room)
        {
            var head = Cells.Cut(line, room + 1).TrimEnd('…');
            var blank = head.LastIndexOf(' ');
            var end = blank > room / 2 ? blank : head.Length;
            yield return line[..end];
            line = line[end..].TrimStart(' ');
        }

        yield return line;
    }
}
