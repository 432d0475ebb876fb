using Slipway.Lab;

namespace Slipway.HostsBenchmark;

/// <summary>The lab servers that all tools deploy to, and the ways to them.</summary>
internal sealed class Fleet : IAsyncDisposable
{
    private const int AtATime = 5; // booting all at once only makes each slower
    private readonly LabNetwork _network;
    private readonly List<Relay> _relays = [];

    private Fleet(LabNetwork network, IReadOnlyList<LabHost> hosts)
    {
        (_network, Hosts) = (network, hosts);
        Beside = Directory.CreateTempSubdirectory("slipway-hosts-").FullName;
        File.WriteAllLines(KnownHosts, hosts.Select(h => $"{h.Name} {h.KnownHostsLine.Split(' ', 2)[1]}"));
    }

    public IReadOnlyList<LabHost> Hosts { get; }

    /// <summary>A folder of ours.</summary>
    public string Beside { get; }

    public string KnownHosts => Path.Combine(Beside, "known_hosts");

    public static async Task<Fleet> StartAsync(int count, Action<string> say)
    {
        var network = await LabNetwork.StartAsync(say);
        try
        {
            var hosts = new List<LabHost>();
            foreach (var some in Enumerable.Range(1, count).Chunk(AtATime))
            {
                var started = await Task.WhenAll(some.Select(i => network.StartHostAsync($"web{i}", Image.Stack)));
                await Task.WhenAll(started.Select(h => h.EnableAsync("nginx")));
                hosts.AddRange(started);
            }

            return new(network, hosts);
        }
        catch
        {
            await network.DisposeAsync();
            throw;
        }
    }

    /// <summary>A site of that name on each host that serves <c>/srv/NAME/current</c>, for a tool that makes none itself.</summary>
    public async Task AddSiteAsync(string name)
    {
        foreach (var host in Hosts)
        {
            Directory.CreateDirectory(Path.Combine(host.RootPath, "srv", name, "releases"));
            await File.WriteAllTextAsync(Path.Combine(host.RootPath, "etc/nginx/sites-enabled", name), $$"""
                server {
                  listen 80;
                  server_name {{Tool.SiteOf(name)}};
                  root /srv/{{name}}/current;
                  default_type application/json;
                }

                """);
            (await host.ExecAsync("chown", "-R", "deploy", $"/srv/{name}")).Require("chown");
            (await host.ExecAsync("systemctl", "reload", "nginx")).Require("systemctl reload nginx");
        }
    }

    /// <summary>Writes an ssh configuration with all hosts under their names: all tools use the same, so that only it decides about the way.</summary>
    /// <param name="roundTrip">Zero: the lab's own network. Else each host is behind a relay of its own.</param>
    public string WriteWay(TimeSpan roundTrip)
    {
        var file = Path.Combine(Beside, $"ssh_config_{roundTrip.TotalMilliseconds}");
        File.WriteAllLines(file, Hosts.Select(host =>
        {
            var (address, port) = (host.Address, 22);
            if (roundTrip > TimeSpan.Zero)
            {
                var relay = Relay.Start(host.Address, 22, roundTrip / 2);
                _relays.Add(relay);
                (address, port) = ("127.0.0.1", relay.Port);
            }

            return $"""
                Host {host.Name}
                  HostName {address}
                  Port {port}
                  HostKeyAlias {host.Name}
                  User deploy
                  IdentityFile {host.KeyPath}
                  IdentitiesOnly yes
                  UserKnownHostsFile {KnownHosts}
                  GlobalKnownHostsFile none
                """;
        }));
        return file;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var relay in _relays)
            await relay.DisposeAsync();
        await _network.DisposeAsync();
        Directory.Delete(Beside, recursive: true);
    }
}
