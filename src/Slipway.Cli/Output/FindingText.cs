using Slipway.Checks;

namespace Slipway.Cli.Output;

/// <summary>The clean pieces of a finding, in the order in which a person needs them.</summary>
internal sealed record FindingText(string Id, string Title, IReadOnlyList<string> Seen, IReadOnlyList<string> Remedy)
{
    private const int MostSeen = 5;

    public static FindingText Of(Finding finding)
    {
        var seen = finding.Evidence.Select(e => TerminalText.Line(e.Where is null ? e.Text : $"{e.Where}  {e.Text}")).ToList();
        if (finding.Waived is { } waived)
            seen.Add($"waived: {TerminalText.Line(waived)}");
        var more = seen.Count - MostSeen;
        return new(
            finding.Id,
            TerminalText.Line(finding.Title),
            more <= 1 ? seen : [.. seen.Take(MostSeen), $"… and {more} more: --json and --format show all"],
            finding.Remedy is { } remedy ? RemedyLines(remedy) : []);
    }

    private static List<string> RemedyLines(Remedy remedy)
    {
        List<string> lines = [TerminalText.Line(remedy.Text)];
        if (remedy.Command is { } command)
            lines.Add("$ " + TerminalText.Line(command));
        return lines;
    }
}
