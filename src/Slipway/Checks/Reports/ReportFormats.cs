namespace Slipway.Checks.Reports;

/// <summary>The formats of a report, by the name that people type.</summary>
public static class ReportFormats
{
    public static IReadOnlyDictionary<string, Func<CheckReport, string>> All { get; } = new Dictionary<string, Func<CheckReport, string>>
    {
        ["junit"] = JunitReport.Write,
        ["sarif"] = SarifReport.Write,
        ["markdown"] = MarkdownReport.Write,
        ["html"] = HtmlReport.Write,
    };
}
