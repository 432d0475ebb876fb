namespace Slipway.DeployBenchmark;

/// <summary>
/// Deploys a one-file change with each tool in turn, in another order each round, so that noise hits all alike. Each deploy
/// is believed only when a visitor then sees the new version.
/// </summary>
internal sealed class DeployRounds(IReadOnlyList<ITool> tools, LaravelProject project, Server server, Action<string> say)
{
    private Dictionary<string, Series> _steps = [];

    /// <summary>The step times of Slipway's deploys since the last call, in the order in which they began.</summary>
    public Dictionary<string, Series> TakeSteps()
    {
        var taken = _steps;
        _steps = [];
        return taken;
    }

    /// <param name="after">Runs after each round.</param>
    public async Task<Dictionary<string, Series>> RunAsync(string way, int rounds, Func<Task>? after = null)
    {
        var series = tools.ToDictionary(t => t.Name, _ => new Series());
        for (var round = 0; round < rounds; round++)
        {
            foreach (var tool in tools.Skip(round % tools.Count).Concat(tools.Take(round % tools.Count)))
            {
                var run = await OneAsync(tool, way);
                series[tool.Name].Add(run.Elapsed);
                if (tool is SlipwayTool)
                    foreach (var (id, milliseconds) in SlipwayTool.Steps(run))
                        Of(id).Add(milliseconds);
            }

            if (after is not null)
                await after();
            say($"  round {round + 1} of {rounds}: {string.Join(", ", series.Select(s => $"{s.Key} {s.Value.Last / 1000:0.00} s"))}");
        }

        return series;
    }

    public async Task<TimedRun> OneAsync(ITool tool, string way)
    {
        await tool.SettleAsync();
        var version = project.Change();
        var run = await tool.DeployAsync(way);
        if (tool.Site is not null)
        {
            using var visitor = new Visitor(server.Host.Address, tool.Site);
            await visitor.RequireAsync(version);
        }

        return run;
    }

    private Series Of(string step) => _steps.TryGetValue(step, out var series) ? series : _steps[step] = new();
}
