namespace Slipway.DeployBenchmark;

/// <summary>What only Slipway has: a plan that finds nothing to do, and a rollback that proves what it did.</summary>
internal sealed class SlipwayRounds(SlipwayTool tool, LaravelProject project, DeployRounds deploys, Server server, string way)
{
    public Series Plan { get; } = new();

    /// <summary>From the start of the command to the first answer of the release before.</summary>
    public Series RollbackToFirstAnswer { get; } = new();

    public Series Rollback { get; } = new();

    public Series Help { get; } = new();

    public async Task RunAsync()
    {
        await tool.SettleAsync();
        Plan.Add((await tool.PlanAsync(way)).Elapsed);
        using var visitor = new Visitor(server.Host.Address, SlipwayTool.HostName);
        var before = await visitor.VersionAsync();
        await deploys.OneAsync(tool, way);
        await tool.SettleAsync();
        var rollback = tool.RollbackAsync(way);
        RollbackToFirstAnswer.Add(await visitor.WaitForAsync(before));
        Rollback.Add((await rollback).Elapsed);
        Help.Add((await TimedRun.OfAsync(Places.Client, project.Beside, new Dictionary<string, string>(), "--help")).Elapsed);
    }
}
