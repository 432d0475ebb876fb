namespace Slipway.DeployBenchmark;

/// <summary>One of the tools that Slipway is compared with: <c>peers/NAME/deploy</c>.</summary>
internal sealed class PeerTool(string name, string folder, LaravelProject project) : ITool
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
        });
    }

    /// <summary>Its releases are named by the second.</summary>
    public Task SettleAsync() => Task.Delay(TimeSpan.FromSeconds(1));
}
