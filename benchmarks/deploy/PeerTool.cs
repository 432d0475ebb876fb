namespace Slipway.DeployBenchmark;

/// <summary>What Slipway is compared with: a program of <c>peers/NAME</c>.</summary>
/// <param name="program"><c>deploy</c>, or <c>commands</c>, which makes no release.</param>
/// <param name="order">Of the dump and the caches: <c>side-by-side</c> or <c>in-order</c>; only the script can do both.</param>
internal sealed class PeerTool(string name, string folder, LaravelProject project, string program = "deploy", string order = "side-by-side") : ITool
{
    public string Name => name;

    public string? Site => program == "deploy" ? HostName : null;

    private string HostName => $"{folder}.example.com";

    public Task<TimedRun> DeployAsync(string way)
    {
        var control = Directory.CreateDirectory(Path.Combine(project.Beside, "c"));
        return TimedRun.OfAsync(Path.Combine(Places.Peers, folder, program), project.Beside, new Dictionary<string, string>
        {
            ["SOURCE"] = project.Folder,
            ["EXCLUDES"] = Path.Combine(Places.Peers, "excludes"),
            ["HOST"] = Server.Name,
            ["SSH_CONFIG"] = way,
            ["CONTROL"] = control.FullName,
            ["ROOT"] = $"/srv/{folder}",
            ["SITE"] = HostName,
            ["DATABASE"] = folder,
            ["ORDER"] = order,
        });
    }

    /// <summary>Its releases are named by the second.</summary>
    public Task SettleAsync() => Task.Delay(TimeSpan.FromSeconds(1));
}
