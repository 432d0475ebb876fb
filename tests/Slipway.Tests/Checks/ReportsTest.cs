using System.Text.Json;
using System.Xml.Linq;
using Slipway.Checks;
using Slipway.Checks.Reports;
using Slipway.Events;
using Slipway.Tests.Support;
using Xunit;

namespace Slipway.Tests.Checks;

public class ReportsTest
{
    private static readonly CheckReport Report = new("shop", "production", new DateTimeOffset(2026, 11, 21, 12, 0, 0, TimeSpan.Zero),
        Finding.Sorted([
            Of("env.debug_off", Verdict.Fail("Debug mode is on", new Evidence("APP_DEBUG is on", ".env.production:4:1", "APP_DEBUG"), new Evidence("<b>|`x`* & \u0001", "a folder/ü#.txt:2"))),
            Of("env.types", Verdict.Warn("Odd", new Evidence("a port, perhaps"))),
            Of("src.branch", Verdict.Unknown("git is not installed")),
            Of("src.pushed", Verdict.Skip("no upstream")),
            Of("env.mail", Verdict.Fail("Mail cannot be sent")) with { Outcome = CheckOutcome.Skip, Waived = "no mail yet (anna, until 2026-12-31)" },
            Of("env.readable", Verdict.Pass),
        ]), "0.1.0");

    [Theory]
    [InlineData("junit")]
    [InlineData("sarif")]
    [InlineData("markdown")]
    [InlineData("html")]
    public void Each_format_tells_every_finding(string format) => Golden.Matches(ReportFormats.All[format](Report), $"report-{format}");

    [Fact]
    public void Junit_is_xml_with_counts_that_add_up()
    {
        var suites = XDocument.Parse(ReportFormats.All["junit"](Report)).Root!.Elements("testsuite").ToList();
        Assert.Equal((6, 1, 1, 2), (suites.Sum(s => (int)s.Attribute("tests")!), suites.Sum(s => (int)s.Attribute("failures")!), suites.Sum(s => (int)s.Attribute("errors")!), suites.Sum(s => (int)s.Attribute("skipped")!)));
        Assert.Equal(6, suites.SelectMany(s => s.Elements("testcase")).Count());
    }

    [Fact]
    public void Sarif_has_a_result_for_each_place_and_escapes_its_path()
    {
        using var sarif = JsonDocument.Parse(ReportFormats.All["sarif"](Report));
        var results = sarif.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray().ToList();
        Assert.Equal(["env.debug_off", "env.debug_off", "env.types", "src.branch"], results.Select(r => r.GetProperty("ruleId").GetString()));
        Assert.Equal("a%20folder/%C3%BC%23.txt", results[1].GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("artifactLocation").GetProperty("uri").GetString());
    }

    [Fact]
    public void A_finding_is_one_line_of_json_with_the_documented_names() => Golden.Matches(EventJson.Write(new FindingEvent(Report.Findings[0])) + "\n", "finding-json");

    private static Finding Of(string id, Verdict verdict) => Finding.Of(new StubCheck(id, () => verdict).About, verdict);
}
