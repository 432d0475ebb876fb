using Slipway.Lab;

namespace Slipway.DeployBenchmark;

/// <summary>The one lab server that all tools deploy to, and the ways to it.</summary>
internal sealed class Server : IAsyncDisposable
{
    public const string Name = "web1";
    private const string Password = "a-database-password";

    private static readonly string[] Env =
    [
        "GREETING=hello", "APP_ENV=production", "APP_KEY=base64:MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=", "DB_CONNECTION=mysql", "DB_HOST=127.0.0.1",
    ];

    private readonly LabNetwork _network;

    private Server(LabNetwork network, LabHost host) => (_network, Host) = (network, host);

    public LabHost Host { get; }

    /// <summary>A folder with PHP's libraries, Laravel among them.</summary>
    public string Framework => Path.Combine(Host.RootPath, "usr", "share", "php");

    public static async Task<Server> StartAsync(Action<string> say)
    {
        var network = await LabNetwork.StartAsync(say);
        try
        {
            var host = await network.StartHostAsync(Name, Image.Stack);
            await host.EnableAsync("nginx", "mariadb");
            return new(network, host);
        }
        catch
        {
            await network.DisposeAsync();
            throw;
        }
    }

    /// <summary>Site, database, worker and folders for each peer, and a database for Slipway.</summary>
    public async Task PrepareAsync(string slipway, IReadOnlyList<string> peers)
    {
        await File.WriteAllLinesAsync(Path.Combine(Host.RootPath, "root", "app.env"), Env);
        File.Copy(Path.Combine(Places.Peers, "server", "prepare"), Path.Combine(Host.RootPath, "root", "prepare"));
        (await Host.ExecAsync(["/root/prepare", Password, .. peers])).Require("peers/server/prepare");
        (await Host.ExecAsync("mysql", "-e",
            $"CREATE DATABASE {slipway}; CREATE USER {slipway}@127.0.0.1 IDENTIFIED BY '{Password}'; GRANT ALL ON {slipway}.* TO {slipway}@127.0.0.1")).Require("CREATE DATABASE");
    }

    /// <summary>How long the peers' PHP-FPM lets running requests finish when it is reloaded; 0 is the default.</summary>
    public async Task SetControlTimeoutAsync(int seconds)
    {
        (await Host.ExecAsync("sed", "-i", $"s/^process_control_timeout.*/process_control_timeout = {seconds}s/", "/etc/php/8.2/fpm/php-fpm.conf")).Require("sed");
        (await Host.ExecAsync("systemctl", "restart", "php8.2-fpm")).Require("systemctl restart php8.2-fpm");
    }

    /// <summary>The env file with that database.</summary>
    public static IReadOnlyList<string> EnvFor(string database) => [.. Env, $"DB_DATABASE={database}", $"DB_USERNAME={database}", $"DB_PASSWORD={Password}"];

    /// <summary>Writes an ssh configuration with the server under its name: all tools use the same, so that only it decides about the way.</summary>
    public string WriteWay(string folder, string name, string address, int port)
    {
        var known = Path.Combine(folder, "known_hosts");
        File.WriteAllText(known, $"{Name} {Host.KnownHostsLine.Split(' ', 2)[1]}\n");
        var file = Path.Combine(folder, $"ssh_config_{name}");
        File.WriteAllText(file, $"""
            Host {Name}
              HostName {address}
              Port {port}
              HostKeyAlias {Name}
              User deploy
              IdentityFile {Host.KeyPath}
              IdentitiesOnly yes
              UserKnownHostsFile {known}
              GlobalKnownHostsFile none

            """);
        return file;
    }

    public ValueTask DisposeAsync() => _network.DisposeAsync();
}
