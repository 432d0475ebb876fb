namespace Slipway.DeployBenchmark;

/// <summary>One of the tools that Slipway is compared with: <c>peers/NAME/deploy</c>.</summary>
/// <param name="order">Of the dump and the caches: <c>side-by-side</c> or <c>in-order</c>; only the script can do both.</param>
internal sealed class PeerTool(string name, string folder, LaravelProject project, string order = "side-by-side") : ITool
{
    public string Name => name;

    public string Site => $"{folder}.example.com";

    public Task<TimedRun> DeployAsync(string way)
    {
        var control = Directory.CreateDirectory(Path.Combine(project.Beside, "c"));
        return TimedRun.OfAsync(Path.Combine(Places.Peers, folder, "deploy"), project.Beside, new Dictionary<string, string>
        {
            ["SOURCE"] = project.Folder,
            ["EXCLUDES"] = Path.Combine(Places.Peers, "excludes"),
            ["HOST"] = Server.Name,
            ["SSH_CONFIG"] = way,
            ["CONTROL"] = control.FullName,
            ["ROOT"] = $"/srv/{folder}",
            ["SITE"] = Site,
            ["DATABASE"] = folder,
            ["ORDER"] = order,
        });
    }

    /// <summary>Its releases are named by the second.</summary>
    public Task SettleAsync() => Task.Delay(TimeSpan.FromSeconds(1));
}
