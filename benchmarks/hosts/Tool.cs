using Slipway.DeployBenchmark;

namespace Slipway.HostsBenchmark;

/// <summary>A way to deploy the built site to the first hosts of a fleet.</summary>
/// <param name="Name">For the table.</param>
/// <param name="Site">Name of the site on a host when it is deployed to so many.</param>
/// <param name="DeployAsync">Deploys what the folder holds to the first so many hosts; the ssh configuration says the way.</param>
internal sealed record Tool(string Name, Func<int, string> Site, Func<int, string, Task<TimedRun>> DeployAsync)
{
    public static string SiteOf(string name) => $"{name}.example.com";

    /// <summary>One project for each number of hosts. With <c>soak: 0s</c> the client ends when the switch is proven and committed on all.</summary>
    public static Tool Slipway(Fleet fleet, SampleSite site, IReadOnlyList<int> counts)
    {
        string App(int count) => $"slipway{count}";
        string Project(int count) => Path.Combine(fleet.Beside, App(count));
        foreach (var count in counts)
        {
            Directory.CreateDirectory(Path.Combine(Project(count), ".slipway"));
            File.Copy(fleet.KnownHosts, Path.Combine(Project(count), ".slipway", "known_hosts"));
            File.WriteAllText(Path.Combine(Project(count), "slipway.yaml"), $$"""
                app: {{App(count)}}
                stack: static
                include: [public]
                health: { path: /health }
                soak: 0s
                environments:
                  production:
                    url: http://{{SiteOf(App(count))}}
                    hosts: [{{string.Join(", ", fleet.Hosts.Take(count).Select(h => $"deploy@{h.Name}"))}}]

                """);
        }

        return new("Slipway", App, (count, way) =>
        {
            site.CopyTo(Path.Combine(Project(count), "public"));
            return TimedRun.OfAsync(
                Places.Client, Project(count), new Dictionary<string, string> { ["SLIPWAY_SSH_CONFIG"] = way, ["SLIPWAY_AGENT"] = Places.Agent },
                "deploy", "production", "--yes", "--create-users", "--json");
        });
    }

    /// <summary>A program of <c>peers/NAME</c>.</summary>
    public static Tool Peer(string name, string folder, Fleet fleet, SampleSite site)
    {
        var control = Directory.CreateDirectory(Path.Combine(fleet.Beside, "c-" + folder)).FullName;
        return new(name, _ => folder, (count, way) => TimedRun.OfAsync(
            Path.Combine(Places.Repository, "benchmarks", "hosts", "peers", folder, "deploy"), fleet.Beside, new Dictionary<string, string>
            {
                ["SOURCE"] = site.Built,
                ["HOSTS"] = string.Join(' ', fleet.Hosts.Take(count).Select(h => h.Name)),
                ["SSH_CONFIG"] = way,
                ["CONTROL"] = control,
                ["ROOT"] = $"/srv/{folder}",
                ["SITE"] = SiteOf(folder),
            }));
    }
}
