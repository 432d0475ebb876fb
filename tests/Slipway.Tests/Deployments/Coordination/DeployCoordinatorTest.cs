using Slipway.Deployments.Coordination;
using Slipway.Deployments.Journals;
using Slipway.Deployments.Planning;
using Slipway.Deployments.Plans;
using Slipway.Deployments.Releases;
using Slipway.Deployments.Steps;
using Slipway.Deployments.Transactions;
using Slipway.Problems;
using Slipway.Project;
using Slipway.Tests.Deployments.Planning;
using Slipway.Tests.Deployments.Support;
using Xunit;

namespace Slipway.Tests.Deployments.Coordination;

/// <summary>The coordinator with real transactions, on hosts that are folders.</summary>
public sealed class DeployCoordinatorTest : IDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Patient = TimeSpan.FromHours(1); // 72 s of the host's fast time
    private readonly List<TestHost> _hosts = [];
    private readonly List<string> _launched = [];

    public void Dispose() => _hosts.ForEach(h => h.Dispose());

    /// <summary>One after the other, twenty hosts behind 100 ms would need four seconds before anything is sent.</summary>
    [Fact]
    public async Task Behind_the_first_all_hosts_begin_at_the_same_time()
    {
        const int others = 19;
        var entered = 0;
        var all = new TaskCompletionSource();
        var problem = await ApplyAsync(others + 1, name =>
        {
            if (name == "web01")
                return Task.CompletedTask;
            if (Interlocked.Increment(ref entered) == others)
                all.TrySetResult();
            return all.Task.WaitAsync(Soon);
        });
        Assert.Null(problem);
        Assert.Equal("web01", _launched[0]);
        Assert.All(_hosts, h => Assert.Equal(("1-x", TransactionOutcome.Done), (h.Serving, Assert.Single(h.Records).Outcome)));
    }

    [Fact]
    public async Task Who_waits_for_locks_takes_one_host_after_the_other()
    {
        var (now, most) = (0, 0);
        var problem = await ApplyAsync(4, async _ =>
        {
            most = Math.Max(most, Interlocked.Increment(ref now));
            await Task.Delay(20);
            Interlocked.Decrement(ref now);
        }, wait: true);
        Assert.Null(problem);
        Assert.Equal((1, "web01 web02 web03 web04"), (most, string.Join(' ', _launched)));
    }

    [Theory, InlineData("web01", 0), InlineData("web03", 4)]
    public async Task A_host_that_is_locked_stops_all(string locked, int undone)
    {
        var problem = await ApplyAsync(5, _ => Task.CompletedTask, host => host == locked);
        Assert.Equal(("transaction.locked", ExitCodes.Locked, locked), (problem?.Code, problem?.Exit, problem?.Where));
        Assert.All(_hosts, h => Assert.Null(h.Serving));
        Assert.Equal(Enumerable.Repeat(TransactionOutcome.Undone, undone), _hosts.SelectMany(h => h.Records).Select(r => r.Outcome!.Value));
    }

    /// <summary>The database is one for all: what visitors wrote through another host while it is put back would be lost.</summary>
    [Fact]
    public async Task Visitors_stay_out_everywhere_until_the_data_is_back()
    {
        var (data, other) = (await DeployedAsync(), await DeployedAsync());
        DoesNotStart(other);
        var applying = ApplyAsync(History.Environment, Planned("data", data, Data, "data:undo"), Planned("other", other, FreezeAhead));
        await UntilHeldAsync(data);
        await UntilAsync(() => other.Entries.Any(e => e is { Event: JournalEvent.Undone, Step: "site" })); // its freeze is next

        Assert.False(await ThawsAsync(other));
        Resume(data);

        Assert.Equal("other", (await applying)?.Where);
        Assert.All(_hosts, h => Assert.Equal(("1-x", TransactionOutcome.Undone, false), (h.Serving, h.Records[^1].Outcome, File.Exists(h.Layout.FreezeFile))));
    }

    [Fact]
    public async Task A_host_that_is_left_out_lets_visitors_in_when_the_others_have_committed()
    {
        var (data, other) = (await DeployedAsync(), await DeployedAsync());
        DoesNotStart(other);
        var applying = ApplyAsync(History.Environment with { OnHostFailure = OnHostFailure.Exclude }, Planned("data", data, Data, "soak:inside"), Planned("other", other, FreezeAhead));
        await UntilHeldAsync(data);

        Assert.False(await ThawsAsync(other));
        Resume(data);

        Assert.Null(await applying);
        await UntilAsync(() => _hosts.All(h => h.Records[^1].Outcome is not null && !File.Exists(h.Layout.FreezeFile)));
        Assert.Equal(("2-x", "1-x"), (data.Serving, other.Serving));
    }

    private async Task<TestHost> DeployedAsync()
    {
        var host = new TestHost { Time = TimeProvider.System };
        _hosts.Add(host);
        await host.DeployedAsync(1, null);
        return host;
    }

    private static PlannedHost Planned(string name, TestHost host, Func<TestHost, IEnumerable<Step>> data, string? hold = null) =>
        new(name, host.Plan(2, "1-x", steps => [.. steps.Where(s => s.Phase == Phase.Prepare && s is not ReceiveStep), .. data(host), .. steps.Where(s => s.Phase != Phase.Prepare)]) with { Coordinated = true, Hold = hold, JournalHead = Journal.HeadOf(host.Entries) });

    private static IEnumerable<Step> Data(TestHost host) =>
    [
        new FreezeStep(TimeSpan.Zero) { Id = "freeze", Title = "freeze", Phase = Phase.Data },
        new HookStep(new BuildCommand("touch", ["touch", "data"], [], Soon)) { Id = "data", Title = "data", Phase = Phase.Data },
    ];

    private static IEnumerable<Step> FreezeAhead(TestHost host) => [new FreezeStep(TimeSpan.Zero) { Id = "freeze", Title = "freeze", Phase = Phase.Prepare, DataIsElsewhere = true }];

    private static void DoesNotStart(TestHost host) =>
        host.Machine.Fail = call =>
        {
            if (call == "start web 2-x")
                throw new IOException("it does not start");
        };

    private static Task UntilHeldAsync(TestHost host) =>
        UntilAsync(() => host.Entries[^1] is { Event: JournalEvent.Note } last && last.Detail!.StartsWith(StepContext.HeldPrefix, StringComparison.Ordinal));

    private static void Resume(TestHost host) => File.WriteAllText(Path.Combine(host.Layout.Run, "resume"), "");

    private static async Task<bool> ThawsAsync(TestHost host)
    {
        await Task.Delay(200);
        return !File.Exists(host.Layout.FreezeFile);
    }

    private static async Task UntilAsync(Func<bool> reached)
    {
        using var limit = new CancellationTokenSource(Soon);
        while (!reached())
            await Task.Delay(5, limit.Token);
    }

    private async Task<Problem?> ApplyAsync(AppEnvironment environment, params PlannedHost[] planned)
    {
        var sessions = await Task.WhenAll(planned.Zip(_hosts, (p, host) => new TestAgentHost(host).OpenAsync(p.Host)));
        await using var all = new HostSessions(sessions, []);
        var plan = new DeployPlan { Environment = "staging", Hosts = planned, Release = "2-x" };
        return await new DeployCoordinator(environment, all, _ => { }, TimeProvider.System).ApplyAsync(plan, null, false, false, CancellationToken.None).WaitAsync(2 * Soon);
    }

    private async Task<Problem?> ApplyAsync(int count, Func<string, Task> beforeLaunch, Func<string, bool>? isLocked = null, bool wait = false)
    {
        var names = Enumerable.Range(1, count).Select(i => $"web{i:00}").ToList();
        var (agents, sessions, planned, locks) = (new List<TestAgentHost>(), new List<HostSession>(), new List<PlannedHost>(), new List<HostLock>());
        foreach (var name in names)
        {
            var host = new TestHost();
            _hosts.Add(host);
            planned.Add(new(name, host.Plan(1, null, steps => steps.Where(s => s is not ReceiveStep)) with { Coordinated = true, CommitWait = Patient }));
            if (isLocked?.Invoke(name) == true)
                locks.Add(HostLock.TryTake(host.Layout, new LockHolder("t", "bob", "deploy", default, 1))!);
            agents.Add(new TestAgentHost(host)
            {
                BeforeLaunch = () =>
                {
                    lock (_launched)
                        _launched.Add(name);
                    return beforeLaunch(name);
                },
            });
            sessions.Add(await agents[^1].OpenAsync(name));
        }

        await using var all = new HostSessions(sessions, []);
        var plan = new DeployPlan { Environment = "staging", Hosts = planned, Release = "1-x" };
        try
        {
            var problem = await new DeployCoordinator(History.Environment, all, _ => { }, TimeProvider.System).ApplyAsync(plan, null, wait, false, CancellationToken.None).WaitAsync(2 * Soon);
            if (problem is null)
                await Task.WhenAll(agents.Select(a => a.Process)).WaitAsync(Soon); // after the commit each lets its old release finish
            return problem;
        }
        finally
        {
            locks.ForEach(l => l.Dispose());
        }
    }
}
