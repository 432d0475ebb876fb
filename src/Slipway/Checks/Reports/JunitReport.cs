using System.Globalization;
using System.Xml;

namespace Slipway.Checks.Reports;

/// <summary>The XML that CI servers show as tests: a suite for each section, a test case for each check.</summary>
public static class JunitReport
{
    public static string Write(CheckReport report)
    {
        var text = new StringWriter(CultureInfo.InvariantCulture);
        using (var xml = XmlWriter.Create(text, new() { Indent = true, OmitXmlDeclaration = true, NewLineChars = "\n", CheckCharacters = true }))
        {
            xml.WriteStartElement("testsuites");
            xml.WriteAttributeString("name", $"slipway validate {report.App} {report.Environment}");
            foreach (var section in report.Findings.GroupBy(f => f.Section).OrderBy(g => g.Key))
                Suite(xml, report, section.Key, [.. section]);
            xml.WriteEndElement();
        }

        return text + "\n";
    }

    private static void Suite(XmlWriter xml, CheckReport report, CheckSection section, List<Finding> findings)
    {
        xml.WriteStartElement("testsuite");
        xml.WriteAttributeString("name", section.ToString().ToLowerInvariant());
        xml.WriteAttributeString("timestamp", report.At.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture));
        xml.WriteAttributeString("tests", Number(findings.Count));
        xml.WriteAttributeString("failures", Number(findings.Count(f => f.Outcome == CheckOutcome.Fail)));
        xml.WriteAttributeString("errors", Number(findings.Count(f => f.Outcome == CheckOutcome.Unknown)));
        xml.WriteAttributeString("skipped", Number(findings.Count(f => f.Outcome == CheckOutcome.Skip)));
        foreach (var finding in findings)
            Case(xml, finding);
        xml.WriteEndElement();
    }

    private static void Case(XmlWriter xml, Finding finding)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("classname", finding.Id);
        xml.WriteAttributeString("name", Clean(finding.Title));
        xml.WriteAttributeString("time", (finding.Ms / 1000.0).ToString("0.000", CultureInfo.InvariantCulture));
        var element = finding.Outcome switch
        {
            CheckOutcome.Fail => "failure",
            CheckOutcome.Unknown => "error",
            CheckOutcome.Skip => "skipped",
            CheckOutcome.Warn => "system-out",
            _ => null,
        };
        if (element is not null)
        {
            xml.WriteStartElement(element);
            if (element != "system-out")
                xml.WriteAttributeString("message", Clean(finding.Waived ?? finding.Title));
            xml.WriteString(Clean(Body(finding)));
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static string Body(Finding finding) => string.Join('\n',
    [
        .. finding.Evidence.Select(e => e.Where is null ? e.Text : $"{e.Where}: {e.Text}"),
        .. finding.Remedy is { } remedy ? [$"What to do: {remedy.Text}", .. remedy.Command is { } command ? [$"$ {command}"] : Array.Empty<string>()] : Array.Empty<string>(),
    ]);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Clean(string text) => string.Concat(text.Where(XmlConvert.IsXmlChar));
}
