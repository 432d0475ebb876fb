using System.Text;
using Slipway.Deployments.Planning;
using Slipway.EnvFiles;
using Slipway.Secrets;
using Xunit;

namespace Slipway.Tests.Deployments.Planning;

public sealed class PlanNotesTest
{
    /// <summary>Trap T33: a new APP_KEY on an upgrade makes sessions and encrypted columns unreadable.</summary>
    [Fact]
    public void A_changed_key_of_the_app_is_named_with_what_it_breaks()
    {
        var notes = Notes(before: [("APP_KEY", "old"), ("APP_URL", "a"), ("DB_PASSWORD", "old"), ("GONE", "x")], now: [("APP_KEY", "new"), ("APP_URL", "b"), ("DB_PASSWORD", "new"), ("NEW", "x")]);

        Assert.Equal(
            [
                "root@192.0.2.10: env changes: added NEW; changed APP_KEY, APP_URL, DB_PASSWORD; removed GONE",
                "root@192.0.2.10: APP_KEY changes. Every session ends, and what the old key encrypted (columns, cookies, signed links) can no longer be read; Laravel 11 and later reads it while the old key stands in APP_PREVIOUS_KEYS.",
            ],
            notes.Take(2));
        Assert.DoesNotContain(notes, n => n.Contains("DB_PASSWORD changes", StringComparison.Ordinal));
    }

    [Fact]
    public void A_key_that_is_new_breaks_nothing() =>
        Assert.DoesNotContain(Notes(before: [("A", "1")], now: [("A", "1"), ("APP_KEY", "new")]), n => n.Contains("APP_KEY changes", StringComparison.Ordinal));

    private static IReadOnlyList<string> Notes((string Key, string Value)[] before, (string Key, string Value)[] now)
    {
        using var project = new MigratingProject("laravel");
        var source = project.Source() with { Env = new Secret("now"), EnvEntries = Entries(now) };
        var hosts = project.Targets().Select(h => h with { State = h.State with { Env = "0123456789abcdef", EnvKeys = h.EnvFingerprints.Of(Entries(before)) } }).ToList();
        return DeployPlanner.Plan(source, hosts, new PlanOptions { Who = "me@laptop" }).Notes;
    }

    private static IReadOnlyList<EnvEntry> Entries((string Key, string Value)[] values) =>
        EnvFile.Parse(Encoding.UTF8.GetBytes(string.Concat(values.Select(v => $"{v.Key}={v.Value}\n"))), ".env").Entries;
}
