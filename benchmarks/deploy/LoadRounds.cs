using System.Net;
using Slipway.Lab;

namespace Slipway.DeployBenchmark;

/// <summary>Visitors during a deploy: ten on a page of two seconds and six on a fast one, keep-alive, no retry.</summary>
internal sealed class LoadRounds(DeployRounds deploys, Server server)
{
    private static readonly TimeSpan Before = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan After = TimeSpan.FromSeconds(5);

    public async Task<LoadTally> RunAsync(ITool tool, string way, LoadTally tally)
    {
        await tool.SettleAsync();
        await using var slow = Start(tool, 10, "/slow?seconds=2");
        await using var fast = Start(tool, 6, "/health");
        await Task.Delay(Before);
        await deploys.OneAsync(tool, way);
        await Task.Delay(After);
        var reports = await Task.WhenAll(slow.StopAsync(), fast.StopAsync());
        return tally.With(reports[0], reports[1]);
    }

    private LoadClient Start(ITool tool, int connections, string path) => LoadClient.Start(
        new(new(IPAddress.Parse(server.Host.Address), 80), [LoadRequest.Get(tool.Site!, path)])
        {
            Connections = connections,
            Pause = TimeSpan.FromMilliseconds(10),
        });
}
