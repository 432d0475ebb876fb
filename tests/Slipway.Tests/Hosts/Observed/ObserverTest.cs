using System.Text.Json;
using System.Text.Json.Serialization;
using Slipway.Hosts.Observed;
using Slipway.Hosts.Observed.Accounts;
using Slipway.Hosts.Observed.Machine;
using Slipway.Hosts.Observed.Running;
using Slipway.Hosts.Observed.Ssh;
using Xunit;

namespace Slipway.Tests.Hosts.Observed;

public class ObserverTest
{
    [Fact]
    public async Task Every_question_has_a_name_a_fact_of_that_name_and_a_reader()
    {
        var questions = Names(typeof(Question));
        Assert.Equal(questions.Order(), Names(typeof(Fact)).Order());
        Assert.Equal(
            typeof(Question).Assembly.GetTypes().Count(type => type.IsSubclassOf(typeof(Question)) && !type.IsAbstract), questions.Count);
        using var host = new FakeHost();
        foreach (var name in questions)
        {
            var question = JsonSerializer.Deserialize($$"""{"about":"{{name}}","names":[],"paths":[],"users":[]}""", ObservedJson.Default.Question)!;
            var reply = await new Observer(TimeProvider.System, host.Root).ObserveAsync(new([question]), TestContext.Current.CancellationToken);
            Assert.DoesNotContain("no reader", reply.Answers[0].Unknown ?? "");
            Assert.DoesNotContain("not understood", reply.Answers[0].Unknown ?? "");
            if (reply.Answers[0].Fact is { } fact)
                Assert.Equal(name, JsonSerializer.SerializeToElement(fact, ObservedJson.Default.Fact).GetProperty("about").GetString());
        }
    }

    [Fact]
    public async Task What_cannot_be_read_is_unknown_with_the_reason_and_costs_no_other_fact()
    {
        using var host = new FakeHost().File("/etc/passwd", "root:x:0:0:root:/root:/bin/bash\n").Says("sshd", "", 255, "sshd: no hostkeys available -- exiting.\n");
        var (users, sshd, sudo, memory) = (new UsersQuestion([]), new SshdQuestion(), new SudoQuestion(), new MemoryQuestion());

        var seen = await host.ObserveAsync(users, sshd, sudo, memory);

        Assert.Equal("root", Assert.Single(seen.Of(users).Fact!.Users).Name);
        Assert.Equal("sshd ended with 255: sshd: no hostkeys available -- exiting.", seen.Of(sshd).Unknown);
        Assert.Equal("/etc/sudoers does not exist: sudo is not installed", seen.Of(sudo).Unknown);
        Assert.Equal("/proc/meminfo does not exist", seen.Of(memory).Unknown);
        Assert.Equal("it was not asked", seen.Of(new LoadQuestion()).Unknown);
    }

    [Fact]
    public async Task Program_that_does_not_end_costs_its_own_fact_only()
    {
        using var host = new FakeHost().File("/etc/passwd", "root:x:0:0:root:/root:/bin/bash\n").Hangs("sshd");
        var (users, sshd) = (new UsersQuestion([]), new SshdQuestion());

        var seen = await host.ObserveAsync(2000, users, sshd);

        Assert.NotNull(seen.Of(users).Fact);
        Assert.Equal("no answer within 2 s", seen.Of(sshd).Unknown);
    }

    [Fact]
    public async Task Absent_program_is_named()
    {
        using var host = new FakeHost();
        Assert.Equal("sshd is not installed", (await host.AskAsync(new SshdQuestion())).Unknown);
    }

    [Fact]
    public async Task All_units_of_a_batch_are_asked_in_one_call()
    {
        using var host = new FakeHost().Folder("/run/systemd/system")
            .Says("systemctl", "Id=nginx.service\nLoadState=loaded\nActiveState=active\nSubState=running\n\nId=cron.service\nLoadState=loaded\nActiveState=active\nSubState=running\n");
        var (web, cron) = (new UnitsQuestion(["nginx.service"]), new UnitsQuestion(["cron.service"]));

        var seen = await host.ObserveAsync(web, cron);

        Assert.Equal("nginx.service", Assert.Single(seen.Of(web).Fact!.Units).Name);
        Assert.Equal("cron.service", Assert.Single(seen.Of(cron).Fact!.Units).Name);
        Assert.EndsWith(" -- cron.service nginx.service", Assert.Single(host.Started));
        Assert.Equal(1, seen.Cost.Programs);
    }

    [Fact]
    public void Questions_and_facts_survive_the_way()
    {
        var request = new ObserveRequest([new UsersQuestion(["deploy"]), new SystemQuestion()]);
        var text = JsonSerializer.Serialize(request, ObservedJson.Default.ObserveRequest);
        var again = JsonSerializer.Deserialize(text, ObservedJson.Default.ObserveRequest)!;
        Assert.Equal(["deploy"], Assert.IsType<UsersQuestion>(again.Questions[0]).Names);
        Assert.IsType<SystemQuestion>(again.Questions[1]);
        Assert.Equal("""{"questions":[{"about":"users","names":["deploy"]},{"about":"system"}],"deadlineMs":10000}""", text);
    }

    private static List<string> Names(Type of) =>
        [.. of.GetCustomAttributes(typeof(JsonDerivedTypeAttribute), false).Cast<JsonDerivedTypeAttribute>().Select(a => (string)a.TypeDiscriminator!)];
}
