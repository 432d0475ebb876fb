using Slipway.Content;
using Slipway.Deployments.Coordination;
using Slipway.Deployments.Journals;
using Slipway.Deployments.Planning;
using Slipway.Deployments.Plans;
using Slipway.Deployments.Transactions;
using Slipway.Events;
using Slipway.Problems;
using Slipway.Project;
using Slipway.Tests.Deployments.Planning;
using Slipway.Tests.Deployments.Support;
using Xunit;

namespace Slipway.Tests.Deployments.Coordination;

/// <summary>Every way to lose a host: by the phase in which it is, what the client knows of that, and what it then may say.</summary>
public sealed class LostHostTest : IDisposable
{
    private static readonly Problem Failure = new("app.not-healthy", "it is not healthy", "HTTP 500", null, "Correct it.") { Exit = ExitCodes.Undone };
    private readonly TestHost _host = new();

    public void Dispose() => _host.Dispose();

    public static TheoryData<string, string, int, string?> Alone => new()
    {
        // what the client has seen · problem · exit · how the command ended
        { "begin", "hosts.lost", 20, "deploy failed before the switch; the host undoes by itself" },
        { "upload", "hosts.lost", 20, "deploy failed before the switch; the host undoes by itself" },
        { "sent", "hosts.lost-alone", 21, "deploy: what became of it is not known" },
        { "build", "hosts.lost-alone", 21, "deploy: what became of it is not known" },
        { "health", "hosts.lost-alone", 21, "deploy: what became of it is not known" },
        { "switch", "hosts.lost-alone", 21, "deploy: what became of it is not known" },
        { "soak", "hosts.lost-alone", 21, "deploy: what became of it is not known" },
        { "build fails", "hosts.lost", 20, "deploy failed before the switch; the host undoes by itself" },
        { "health fails", "hosts.lost", 20, "deploy failed before the switch; the host undoes by itself" },
        { "soak fails", "hosts.lost-undoing", 21, "deploy failed; the end of the undo was not seen" },
        { "interrupted", "hosts.lost-undoing", 21, "deploy failed; the end of the undo was not seen" },
        { "undone", "app.not-healthy", 20, null },
        { "undo failed", "hosts.undo-unproven", 21, null },
        { "committed", "", 0, null },
    };

    [Theory, MemberData(nameof(Alone))]
    public async Task A_host_alone(string seen, string code, int exit, string? words)
    {
        var plan = _host.Plan(2, "1-x");
        var host = new ScriptedHost("web1") { Answers = seen != "begin", TakesContent = seen != "upload" };
        var problem = await ApplyAsync([(host, plan)], Source(), async () =>
        {
            if (seen is "begin" or "upload")
                return;
            await host.HearAsync(o => o.Word == "content");
            foreach (var what in Script(seen, plan))
                await host.TellAsync(what);
            await host.VanishAsync();
        });
        AssertIs(problem, code, exit, words);
    }

    /// <summary>A rollback waits for no content: from its begin on it may be anywhere.</summary>
    [Theory, InlineData("begin"), InlineData("accepted"), InlineData("soak")]
    public async Task A_rollback_on_a_host_alone(string seen)
    {
        var plan = _host.Plan(2, "1-x", steps => steps.Skip(1));
        var host = new ScriptedHost("web1") { Answers = seen != "begin" };
        var problem = await ApplyAsync([(host, plan)], null, async () =>
        {
            if (seen == "begin")
                return;
            foreach (var what in Script(seen, plan))
                await host.TellAsync(what);
            await host.VanishAsync();
        });
        AssertIs(problem, "hosts.lost-alone", 21, "deploy: what became of it is not known");
    }

    public static TheoryData<string, bool, string, int, string?> Together => new()
    {
        // the phase that it was allowed to begin · the first host of the list · …
        { "begin", true, "hosts.lost", 20, "deploy failed before the switch; the host undoes by itself" },
        { "begin", false, "hosts.lost", 20, "deploy failed before the switch; the host undoes by itself" },
        { "Prepare", true, "hosts.lost", 20, "deploy failed before the switch; the host undoes by itself" },
        { "Start", false, "hosts.lost", 20, "deploy failed before the switch; the host undoes by itself" },
        { "Switch", true, "hosts.lost-after-switch", 21, "deploy failed; the end of the undo was not seen" },
        { "Switch", false, "hosts.lost-after-switch", 21, "deploy failed; the end of the undo was not seen" },
        { "Commit", true, "hosts.lost-at-commit", 21, "deploy: what became of it is not known" },
        { "Commit", false, "hosts.lost-at-commit", 21, "deploy: what became of it is not known" },
        { "committed", true, "", 0, null },
        { "committed", false, "", 0, null },
    };

    [Theory, MemberData(nameof(Together))]
    public async Task One_of_two_hosts(string allowed, bool first, string code, int exit, string? words)
    {
        var plan = _host.Plan(2, "1-x", steps => steps.Skip(1)) with { Coordinated = true };
        var lost = new ScriptedHost(first ? "web1" : "web2") { Answers = allowed != "begin" };
        var other = new ScriptedHost(first ? "web2" : "web1");
        var hosts = first ? new[] { (lost, plan), (other, plan) } : [(other, plan), (lost, plan)];
        var problem = await ApplyAsync(hosts, null, () => Task.WhenAll(GoOnAsync(other, null), allowed == "begin" ? Task.CompletedTask : GoOnAsync(lost, allowed)));
        AssertIs(problem, code, exit, words);
        if (code.Length > 0)
            Assert.Equal(lost.Session.Name, problem!.Where);
    }

    /// <summary>The time at which a host has undone itself is told rounded up: at the minute that is named it is true.</summary>
    [Fact]
    public void The_time_that_is_named_has_come()
    {
        var told = CoordinationProblems.LostAfterSwitch("web1", "silence", new DateTimeOffset(2026, 1, 2, 3, 4, 1, TimeSpan.Zero), "staging");
        Assert.Equal("silence\nunknown, undoes itself by 03:05 UTC unless it has heard the commit", told.Detail);
    }

    private static IEnumerable<TransactionEvent> Script(string seen, HostPlan plan)
    {
        TransactionEvent Started(string step) => TransactionEvent.OfStep(step, step, "started");
        TransactionEvent Failed(string step) => TransactionEvent.OfStep(step, step, "failed", problem: Failure);
        return seen switch
        {
            "build" or "health" or "switch" or "soak" => [Started(seen)],
            "build fails" or "health fails" or "soak fails" => [Started(seen.Split(' ')[0]), Failed(seen.Split(' ')[0])],
            "interrupted" => [Started("soak"), TransactionEvent.OfInterrupted(TransactionProblems.Interrupted("soak"))],
            "undone" => [Failed("health"), TransactionEvent.Result(TransactionOutcome.Undone, Failure, plan.Previous)],
            "undo failed" => [Failed("health"), TransactionEvent.Result(TransactionOutcome.UndoFailed, Failure, null)],
            "committed" => [TransactionEvent.OfCommitted(plan.Release)],
            _ => [],
        };
    }

    /// <summary>Through the phases as a host that does well; vanishes when it was allowed that phase.</summary>
    private static async Task GoOnAsync(ScriptedHost host, string? until)
    {
        await host.Begun;
        if (until == "Prepare")
        {
            await host.VanishAsync();
            return;
        }

        foreach (var phase in Enum.GetNames<Phase>().Skip(1))
        {
            await host.WaitAsync(phase);
            var cancelled = false;
            await host.HearAsync(o => (cancelled = o.Word == "cancel") || o.Phase == phase);
            if (cancelled)
            {
                await host.TellAsync(TransactionEvent.Result(TransactionOutcome.Undone, CoordinationProblems.OtherHostFailed("it", Failure), "1-x"));
                return;
            }

            if (phase == until)
            {
                await host.VanishAsync();
                return;
            }
        }

        await host.TellAsync(TransactionEvent.OfCommitted("2-x"));
        if (until == "committed")
            await host.VanishAsync();
    }

    private static void AssertIs(Problem? problem, string code, int exit, string? words)
    {
        Assert.Equal((code, exit), (problem?.Code ?? "", problem?.Exit ?? 0));
        if (problem is null)
            return;
        var result = ResultEvent.Of("deploy", problem);
        Assert.Equal(words, result.Summary);
        Assert.NotEqual(Outcome.Refused, result.Outcome);
        Assert.Equal(words?.EndsWith("not known", StringComparison.Ordinal) == true || words?.EndsWith("not seen", StringComparison.Ordinal) == true, result.Outcome == Outcome.Unknown);
        if (words is not null)
            Assert.Contains("slipway status staging", problem.Remedy, StringComparison.Ordinal);
    }

    private static ReleaseSource Source() => new()
    {
        Environment = History.Environment, Recipe = new() { Stack = "static", Serving = new(Slipway.Stacks.ServingKind.Static, ".") }, Manifest = Manifest.Create([]), Open = _ => throw new InvalidOperationException(),
    };

    private static async Task<Problem?> ApplyAsync(IReadOnlyList<(ScriptedHost Host, HostPlan Plan)> hosts, ReleaseSource? source, Func<Task> script)
    {
        await Task.WhenAll(hosts.Select(h => h.Host.StartAsync()));
        await using var all = new HostSessions([.. hosts.Select(h => h.Host.Session)], []);
        var plan = new DeployPlan { Environment = "staging", Hosts = [.. hosts.Select(h => new PlannedHost(h.Host.Session.Name, h.Plan))], Release = "2-x" };
        var applying = new DeployCoordinator(History.Environment, all, _ => { }, TimeProvider.System).ApplyAsync(plan, source, false, false, CancellationToken.None);
        var playing = Task.Run(script);
        var problem = await applying.WaitAsync(TimeSpan.FromSeconds(60));
        if (playing.IsFaulted)
            await playing; // who was never asked to begin waits for ever
        return problem;
    }
}
