using Slipway.Checks;
using Slipway.Checks.Reports;
using Slipway.Events;
using Slipway.Tests.Architecture;
using Slipway.Tests.Cli;
using Xunit;

namespace Slipway.Tests.Checks.Corpus;

/// <summary>No value of a secret in any format, also when it is what is wrong.</summary>
public class NoSecretTest
{
    [Fact]
    public async Task No_secret_of_the_guides_stands_in_any_report()
    {
        var seen = new List<string>();
        foreach (var guide in Directory.GetDirectories(Path.Combine(Sources.Root, "tests", "fixtures", "guides")))
        {
            using var project = CorpusProject.Of(guide);
            var findings = await Validation.RunAsync(project.Open(new StillClock()), [], [], TestContext.Current.CancellationToken);
            var report = new CheckReport("app", "production", DateTimeOffset.UnixEpoch, findings, "0");
            var texts = ReportFormats.All.Select(format => (Name: format.Key, Text: format.Value(report)))
                .Append((Name: "json", Text: EventJson.Write(new ResultEvent("validate", 3, Outcome.Failed) { Findings = findings }))).ToList();
            var secrets = Secrets(guide).ToList();
            Assert.NotEmpty(secrets);
            seen.AddRange(from secret in secrets from text in texts where text.Text.Contains(secret.Value, StringComparison.Ordinal) select $"{Path.GetFileName(guide)} {text.Name}: {secret.Key}");
        }

        Assert.Empty(seen);
    }

    private static IEnumerable<(string Key, string Value)> Secrets(string guide) =>
        from file in Directory.EnumerateFiles(guide, "dot-env*").Where(file => !file.EndsWith(".example", StringComparison.Ordinal))
        from line in File.ReadLines(file)
        let end = line.IndexOf('=')
        where end > 0 && line[0] != '#'
        let key = line[..end]
        where key.Contains("PASSWORD") || key.Contains("SECRET") || key.Contains("TOKEN") || (key.Contains("KEY") && !key.Contains("PUBLISHABLE"))
        let value = line[(end + 1)..].Trim('"', '\'')
        where value.Length >= 8
        select (key, value);
}
