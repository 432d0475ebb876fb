using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Slipway.Checks.Reports;

/// <summary>SARIF 2.1.0, the format of code scanning: a rule for each check that did not pass, a result for each place.</summary>
public static class SarifReport
{
    private static readonly CheckOutcome[] Told = [CheckOutcome.Fail, CheckOutcome.Warn, CheckOutcome.Unknown];

    public static string Write(CheckReport report)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var told = report.Findings.Where(f => Told.Contains(f.Outcome)).ToList();
        using (var json = new Utf8JsonWriter(buffer, new() { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteString("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
            json.WriteString("version", "2.1.0");
            json.WriteStartArray("runs");
            json.WriteStartObject();
            Tool(json, report, told);
            json.WriteStartArray("results");
            foreach (var finding in told)
                Results(json, finding);
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }

    private static void Tool(Utf8JsonWriter json, CheckReport report, List<Finding> told)
    {
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", "slipway");
        json.WriteString("version", report.Version);
        json.WriteStartArray("rules");
        foreach (var finding in told)
        {
            json.WriteStartObject();
            json.WriteString("id", finding.Id);
            Message(json, "shortDescription", finding.Title);
            if (finding.Remedy is { } remedy)
                Message(json, "help", remedy.Command is null ? remedy.Text : $"{remedy.Text}\n{remedy.Command}");
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Results(Utf8JsonWriter json, Finding finding)
    {
        foreach (var evidence in finding.Evidence.DefaultIfEmpty(new Evidence(finding.Title)))
        {
            json.WriteStartObject();
            json.WriteString("ruleId", finding.Id);
            json.WriteString("level", Level(finding));
            Message(json, "message", $"{finding.Title}: {evidence.Text}");
            if (Place.Parse(evidence.Where) is { } place)
                Location(json, place);
            json.WriteEndObject();
        }
    }

    private static void Location(Utf8JsonWriter json, Place place)
    {
        json.WriteStartArray("locations");
        json.WriteStartObject();
        json.WriteStartObject("physicalLocation");
        json.WriteStartObject("artifactLocation");
        json.WriteString("uri", string.Join('/', place.File.Split('/').Select(Uri.EscapeDataString)));
        json.WriteEndObject();
        if (place.Line > 0)
        {
            json.WriteStartObject("region");
            json.WriteNumber("startLine", place.Line);
            if (place.Column > 0)
                json.WriteNumber("startColumn", place.Column);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void Message(Utf8JsonWriter json, string name, string text)
    {
        json.WriteStartObject(name);
        json.WriteString("text", text);
        json.WriteEndObject();
    }

    private static string Level(Finding finding) => finding.Outcome switch
    {
        CheckOutcome.Fail => finding.Severity >= Severity.High ? "error" : "warning",
        CheckOutcome.Warn => "warning",
        _ => "note",
    };

    private sealed record Place(string File, int Line, int Column)
    {
        public static Place? Parse(string? where)
        {
            if (where is null)
                return null;
            var parts = where.Split(':');
            return new(parts[0], Number(parts, 1), Number(parts, 2));
        }

        private static int Number(string[] parts, int index) =>
            index < parts.Length && int.TryParse(parts[index], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
    }
}
