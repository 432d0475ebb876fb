using System.Text.Json;
using Slipway.Lab;
using Slipway.Lab.Tests.Harness;
using Xunit;

namespace Slipway.Lab.Tests.Deploys;

/// <summary>What a person does between deploys, over ssh: look, ask, follow, look in, plan, free a lock.</summary>
public sealed class CommandTest(DeployFixture fixture)
{
    [Fact]
    public async Task The_commands_of_every_day_work_over_ssh()
    {
        var host = await fixture.StartWebHostAsync("commands");
        using var site = fixture.Site(host);
        using var probe = site.Probe();
        var release = (await site.DeployAsync()).Expect(0).Release!;
        await site.SettleAsync();

        await Status_proves_what_serves(site, release);
        await Logs_tell_of_each_process_and_of_the_web_server(host, site, probe);
        await Exec_runs_in_the_serving_release_and_passes_its_status_on(site, release);
        await Ssh_opens_a_shell_in_the_serving_release(site, release);
        var planned = await A_plan_is_applied_exactly_or_refused(site);
        await Releases_and_journal_tell_what_was_done(site, release, planned);
        await Unlock_explains_the_holder_and_asks_it_to_undo(site, probe, planned);
    }

    private static async Task Status_proves_what_serves(SampleSite site, string release)
    {
        var run = (await site.RunAsync("status", site.Environment, "--deep")).Expect(0);
        var host = Assert.Single(Hosts(run));
        Assert.Equal((release, true), (host.GetProperty("release").GetString(), host.GetProperty("well").GetBoolean()));
        Assert.Equal(["web", "jobs-1"], host.GetProperty("processes").EnumerateArray().Select(p => p.GetProperty("name").GetString()));
        Assert.Empty(host.GetProperty("differences").EnumerateArray());
    }

    private static async Task Logs_tell_of_each_process_and_of_the_web_server(LabHost host, SampleSite site, SiteProbe probe)
    {
        await probe.Http.GetStringAsync("/versions?look-for=this", TestContext.Current.CancellationToken);
        Assert.Equal(["web"], Sources(await site.RunAsync("logs", site.Environment, "--source", "web")));
        var nginx = (await site.RunAsync("logs", site.Environment, "--source", "nginx")).Expect(0);
        Assert.Equal(["nginx"], Sources(nginx));
        Assert.Contains(nginx.Output, l => l.Contains("look-for=this", StringComparison.Ordinal));

        using var following = await site.StartAsync("logs", site.Environment, "--follow", "--lines", "20");
        await following.WaitForAsync("\"source\":\"web\"");
        await host.ExecAsync("pkill", "-KILL", "journalctl"); // as when it stumbles over a journal that rotates
        var next = (await site.DeployAsync("--force")).Expect(0);
        await following.WaitForAsync(next.Release!);
        following.Interrupt();
        Assert.Equal(0, (await following.EndAsync()).Exit);
        await site.SettleAsync();
    }

    private static async Task Exec_runs_in_the_serving_release_and_passes_its_status_on(SampleSite site, string first)
    {
        var said = (await site.RunAsync("exec", site.Environment, "--", "sh", "-c", "echo $SLIPWAY_RELEASE $GREETING; pwd -P; id -un")).Expect(0);
        var lines = said.Events.Where(e => e.GetProperty("type").GetString() == "log").Select(e => e.GetProperty("line").GetString()!).ToList();
        Assert.Equal(3, lines.Count);
        Assert.EndsWith(" hello", lines[0]);
        Assert.DoesNotContain(first, lines[0]);
        Assert.Equal("/srv/guestbook/releases/" + lines[0].Split(' ')[0], lines[1]);
        Assert.Equal("guestbook", lines[2]);
        Assert.Equal(7, (await site.RunAsync("exec", site.Environment, "--", "sh", "-c", "exit 7")).Exit);
        var much = (await site.RunAsync("exec", site.Environment, "--", "seq", "1", "20000")).Expect(0);
        Assert.Equal(Enumerable.Range(1, 20000).Select(i => $"{i}"), much.Events.Where(e => e.GetProperty("type").GetString() == "log").Select(e => e.GetProperty("line").GetString()!));
    }

    private static async Task Ssh_opens_a_shell_in_the_serving_release(SampleSite site, string first)
    {
        var said = await site.ShellAsync("pwd -P\nexit 5\n");
        Assert.Equal(5, said.Exit);
        Assert.StartsWith("/srv/guestbook/releases/", said.Out);
        Assert.DoesNotContain(first, said.Out);
    }

    private static async Task<string> A_plan_is_applied_exactly_or_refused(SampleSite site)
    {
        await site.SetVersionAsync(2);
        var id = Plan(await site.RunAsync("plan", site.Environment));
        Assert.Equal(id, Plan(await site.RunAsync("plan", site.Environment)));
        site.Env("GREETING=hello-2");
        var refused = (await site.DeployAsync("--plan", id)).Expect(4);
        Assert.Equal("plan.differs", refused.Code);
        Assert.Contains("env", refused.ProblemText);
        site.Env("GREETING=hello");
        var done = (await site.DeployAsync("--plan", id)).Expect(0);
        await site.SettleAsync();
        return done.Release!;
    }

    private static async Task Releases_and_journal_tell_what_was_done(SampleSite site, string first, string serving)
    {
        var releases = Data((await site.RunAsync("releases", site.Environment)).Expect(0)).GetProperty("releases").EnumerateArray().ToList();
        Assert.Equal((serving, "serving"), (releases[0].GetProperty("release").GetString(), releases[0].GetProperty("state").GetString()));
        Assert.Equal((first, "good"), (releases[^1].GetProperty("release").GetString(), releases[^1].GetProperty("state").GetString()));
        var entries = Assert.Single(Hosts((await site.RunAsync("journal", site.Environment)).Expect(0))).GetProperty("entries").EnumerateArray().ToList();
        Assert.Equal("end", entries[^1].GetProperty("event").GetString(), ignoreCase: true);
    }

    private static async Task Unlock_explains_the_holder_and_asks_it_to_undo(SampleSite site, SiteProbe probe, string serving)
    {
        using var deploy = await site.DeployHeldAsync("switch:after", "--force");
        var told = Assert.Single(Hosts((await site.RunAsync("unlock", site.Environment)).Expect(0)));
        Assert.True(told.GetProperty("locked").GetBoolean());
        Assert.Contains("runs deploy", told.GetProperty("holder").GetString());
        Assert.Equal(11, (await site.DeployAsync("--force")).Exit);

        (await site.RunAsync("unlock", site.Environment, "--yes")).Expect(0);
        Assert.Equal(130, (await deploy.EndAsync()).Exit);
        Assert.Equal(serving, (await probe.VersionsAsync()).Release);
        // What was undone still lets its requests finish, under the lock.
        for (var look = 0; look < 60 && await IsLockedAsync(site); look++)
            await Task.Delay(500);
        Assert.False(await IsLockedAsync(site));
    }

    private static async Task<bool> IsLockedAsync(SampleSite site) =>
        Assert.Single(Hosts((await site.RunAsync("unlock", site.Environment)).Expect(0))).GetProperty("locked").GetBoolean();

    private static string Plan(SlipwayRun run) => Data(run.Expect(0)).GetProperty("id").GetString()!;

    private static IEnumerable<string?> Sources(SlipwayRun run) =>
        run.Expect(0).Events.Where(e => e.GetProperty("type").GetString() == "log").Select(e => e.GetProperty("source").GetString()).Distinct();

    private static JsonElement Data(SlipwayRun run) => run.Result.GetProperty("data");

    private static IEnumerable<JsonElement> Hosts(SlipwayRun run) => Data(run).GetProperty("hosts").EnumerateArray();
}
