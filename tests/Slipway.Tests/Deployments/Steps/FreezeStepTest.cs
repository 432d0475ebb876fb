using System.Net.Sockets;
using Slipway.Deployments.Journals;
using Slipway.Deployments.Plans;
using Slipway.Deployments.Releases;
using Slipway.Deployments.Steps;
using Slipway.Tests.Deployments.Support;
using Xunit;

namespace Slipway.Tests.Deployments.Steps;

public class FreezeStepTest
{
    [Fact]
    public async Task Data_waits_for_requests_that_visitors_have_begun()
    {
        using var host = new TestHost();
        await host.DeployedAsync(1, null);
        using var visitor = Request(host);
        var run = host.RunAsync(Frozen(host, TimeSpan.FromMinutes(50))); // a minute here

        while (!File.Exists(host.Layout.FreezeFile))
            await Task.Delay(5, TestContext.Current.CancellationToken);
        await Task.Delay(200, TestContext.Current.CancellationToken);
        Assert.False(File.Exists(Touched(host)));
        visitor.Close();

        Assert.Equal(TransactionOutcome.Done, (await run).Outcome);
        Assert.True(File.Exists(Touched(host)));
    }

    [Fact]
    public async Task A_request_that_does_not_end_is_told_and_not_waited_for_for_ever()
    {
        using var host = new TestHost();
        await host.DeployedAsync(1, null);
        using var visitor = Request(host);

        Assert.Equal(TransactionOutcome.Done, (await host.RunAsync(Frozen(host, TimeSpan.FromSeconds(10)))).Outcome);

        Assert.Contains(host.Events, e => e is { Kind: "log", Line: "waits for 1 request to 1-x, at most 10 s" });
        Assert.Contains(host.Events, e => e is { Kind: "log", IsError: true } && e.Line!.StartsWith("requests to 1-x that go on after 10 s (drain): 1;", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_cannot_hear_that_the_data_is_back_elsewhere_does_not_keep_visitors_out_for_ever()
    {
        using var host = new TestHost();
        await host.DeployedAsync(1, null);
        host.Machine.Fail = call =>
        {
            if (call == "start web 2-x")
                throw new IOException("it does not start");
        };
        var plan = host.Plan(2, "1-x", steps =>
        [
            .. steps.TakeWhile(s => s.Phase == Phase.Prepare),
            new FreezeStep(TimeSpan.Zero) { Id = "freeze", Title = "freeze", Phase = Phase.Prepare, DataIsElsewhere = true },
            .. steps.SkipWhile(s => s.Phase == Phase.Prepare),
        ]);

        var end = await host.RunAsync(plan);

        Assert.Equal((TransactionOutcome.Undone, "1-x"), (end.Outcome, end.Serving));
        Assert.False(File.Exists(host.Layout.FreezeFile));
        Assert.Contains(host.Events, e => e is { Kind: "log", Line: "keeps visitors out until the data is back, which is another host's work; at most 330 s" });
    }

    private static string Touched(TestHost host) => Path.Combine(host.Layout.Root, "data-touched");

    private static HostPlan Frozen(TestHost host, TimeSpan longest) => host.Plan(2, "1-x", steps =>
    [
        .. steps.TakeWhile(s => s.Phase == Phase.Prepare),
        new FreezeStep(longest) { Id = "freeze", Title = "freeze", Phase = Phase.Data },
        new HookStep(new BuildCommand("touch", ["touch", Touched(host)], [], TimeSpan.FromSeconds(20))) { Id = "data", Title = "data", Phase = Phase.Data },
        .. steps.SkipWhile(s => s.Phase == Phase.Prepare),
    ]);

    /// <summary>A connection as the web server makes one for a request to the release that serves.</summary>
    private static Socket Request(TestHost host)
    {
        var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        File.Delete(host.Layout.Socket("1-x"));
        listener.Bind(new UnixDomainSocketEndPoint(host.Layout.Socket("1-x")));
        listener.Listen();
        var visitor = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        visitor.Connect(new UnixDomainSocketEndPoint(host.Layout.Socket("1-x")));
        _ = Task.Run(() =>
        {
            using (listener)
            using (var accepted = listener.Accept())
                accepted.Receive(new byte[1]);
        });
        return visitor;
    }
}
