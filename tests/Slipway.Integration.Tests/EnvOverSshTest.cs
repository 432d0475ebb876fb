using System.Text;
using Slipway.Processes;
using Slipway.Text;
using Xunit;

namespace Slipway.Integration.Tests;

/// <summary><c>slipway env push</c>, <c>diff</c> and <c>pull</c> between two folders of a team and a host, over ssh.</summary>
public sealed class EnvOverSshTest : IDisposable
{
    private const string Mine = "# shop\r\nAPP_KEY='s3ntinel-one'\r\nPIN=4711\r\n\r\nEMPTY=\r\nTEXT=\"a \\\" b\"";
    private const string Theirs = "APP_KEY='s3ntinel-two'\nPIN=4711\nNEW=s3ntinel-three\n";

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly string _parent = Directory.CreateTempSubdirectory("slipway-env-host-").FullName;
    private readonly List<string> _told = [];

    public void Dispose() => Directory.Delete(_parent, recursive: true);

    [Fact]
    public async Task An_env_goes_to_the_host_and_comes_back_byte_for_byte()
    {
        await using var server = await StartAsync();
        var (mine, theirs) = (Project(server, "mine"), Project(server, "theirs"));
        Write(mine, Mine);

        Assert.Contains("APP_KEY  added", await RunAsync(mine, 0, "env", "diff"), StringComparison.Ordinal);
        Assert.Contains($"root@127.0.0.1:{server.Port}: env is new (4 keys)\n", await RunAsync(mine, 0, "env", "push", "--yes"), StringComparison.Ordinal);
        var folder = Path.Combine(_parent, "srv", "env");
        var current = Path.Combine(folder, new FileInfo(Path.Combine(folder, "current.env")).LinkTarget!);
        Assert.Equal(Mine, File.ReadAllText(current));
        Assert.Equal((0b110_100_000, 0b111_101_000), ((int)File.GetUnixFileMode(current), (int)File.GetUnixFileMode(folder)));
        Assert.Equal(IdOf(server, "deploy"), await StatAsync(current, "%u"));
        Assert.Contains("every host has .env.production already", await RunAsync(mine, 0, "env", "push"), StringComparison.Ordinal);

        Assert.Contains("wrote .env.production from", await RunAsync(theirs, 0, "env", "pull"), StringComparison.Ordinal);
        Assert.Equal(Encoding.UTF8.GetBytes(Mine), File.ReadAllBytes(EnvOf(theirs)));
        Assert.Equal(0b110_000_000, (int)File.GetUnixFileMode(EnvOf(theirs)));
        Assert.Contains("have the values of .env.production", await RunAsync(theirs, 0, "env", "diff"), StringComparison.Ordinal);

        Write(theirs, Theirs);
        Assert.Contains("Change the env of production?", await RunAsync(theirs, 2, "env", "push"), StringComparison.Ordinal);
        Assert.Equal(Mine, File.ReadAllText(current));
        Assert.Contains("env changes: added NEW; changed APP_KEY; removed EMPTY, TEXT\n", await RunAsync(theirs, 0, "env", "push", "--yes"), StringComparison.Ordinal);
        await RunAsync(mine, 2, "env", "pull");
        await RunAsync(mine, 0, "env", "pull", "--yes");
        Assert.Equal(Theirs, File.ReadAllText(EnvOf(mine)));
        NoSecretWasTold();
    }

    [Fact]
    public async Task What_somebody_else_brought_meanwhile_is_not_replaced()
    {
        await using var server = await StartAsync();
        var (mine, theirs) = (Project(server, "mine"), Project(server, "theirs"));
        Write(mine, Mine);
        Write(theirs, Theirs);

        await using var push = OnTerminal(mine, "env", "push", "production");
        await HeardAsync(push.Output, "Change the env of production?");
        await RunAsync(theirs, 0, "env", "push", "--yes");
        await push.Input.WriteAsync("y\n"u8.ToArray());
        await push.Input.FlushAsync();
        var rest = await HeardAsync(push.Output, until: null);

        Assert.Equal(4, await push.Exit.WaitAsync(Deadline));
        Assert.Contains("The host's env has changed since it was compared", rest, StringComparison.Ordinal);
        await RunAsync(mine, 0, "env", "pull", "--yes");
        Assert.Equal(Theirs, File.ReadAllText(EnvOf(mine)));
        NoSecretWasTold();
    }

    [Fact]
    public async Task A_host_without_an_env_has_none_to_pull()
    {
        await using var server = await StartAsync();
        var mine = Project(server, "mine");
        Assert.Contains("[cli.no-env-there]", await RunAsync(mine, 4, "env", "pull"), StringComparison.Ordinal);
        Assert.False(File.Exists(EnvOf(mine)));
    }

    /// <summary>A host whose users are there, as after a first deploy.</summary>
    private static Task<SshServer> StartAsync() => SshServer.StartAsync(setup: "useradd --system --user-group deploy; useradd --system --user-group shop");

    private string Project(SshServer server, string name)
    {
        var folder = Path.Combine(_parent, name);
        Directory.CreateDirectory(Path.Combine(folder, ".slipway"));
        File.WriteAllText(Path.Combine(folder, "slipway.yaml"),
            $"app: shop\nstack: static\nenvironments:\n  production:\n    url: https://shop.sa\n    root: {_parent}/srv\n    hosts: [root@127.0.0.1:{server.Port}]\n    users: {{ deploy: deploy, run: shop }}\n");
        File.Copy(server.KnownHosts, Path.Combine(folder, ".slipway", "known_hosts"));
        File.WriteAllText(Path.Combine(_parent, "ssh_config"), $"IdentitiesOnly yes\nIdentityFile {server.Folder}/key\nGlobalKnownHostsFile /dev/null\n");
        return folder;
    }

    private static string EnvOf(string folder) => Path.Combine(folder, ".env.production");

    private static void Write(string folder, string text) => File.WriteAllText(EnvOf(folder), text);

    private async Task<string> RunAsync(string folder, int exit, params string[] words)
    {
        var agent = await Repository.AgentFileAsync();
        var result = await Command.RunAsync(new CommandLine(Repository.Client, words) { Folder = folder, Variables = Variables(agent), Deadline = Deadline }, TestContext.Current.CancellationToken);
        _told.AddRange([result.Output, result.Errors]);
        Assert.True(result.Exit == exit, $"{string.Join(' ', words)}: exit {result.Exit}\n{result.Output}{result.Errors}");
        return result.Output;
    }

    private DuplexProcess OnTerminal(string folder, params string[] words)
    {
        Needs.Programs("script");
        var line = new CommandLine("script", "-qefc", "stty cols 120; exec " + Shell.Join([Repository.Client, .. words]), "/dev/null") { Folder = folder, Variables = Variables(Repository.AgentFileAsync().Result) };
        return DuplexProcess.Start(line)!;
    }

    private Dictionary<string, string?> Variables(string agent) => new()
    {
        ["SLIPWAY_SSH_CONFIG"] = Path.Combine(_parent, "ssh_config"), ["SLIPWAY_AGENT"] = agent, ["CI"] = null, ["TERM"] = "xterm", ["NO_COLOR"] = "1",
    };

    /// <param name="until">Null = to the end.</param>
    private async Task<string> HeardAsync(Stream output, string? until)
    {
        var text = new StringBuilder();
        var buffer = new byte[4096];
        while (until is null || !text.ToString().Contains(until, StringComparison.Ordinal))
        {
            var count = await output.ReadAsync(buffer).AsTask().WaitAsync(Deadline);
            if (count == 0)
                break;
            text.Append(Encoding.UTF8.GetString(buffer, 0, count));
        }

        _told.Add(text.ToString());
        return text.ToString();
    }

    private void NoSecretWasTold() => Assert.All(_told, text =>
    {
        Assert.DoesNotContain("s3ntinel", text, StringComparison.Ordinal);
        Assert.DoesNotContain("4711", text, StringComparison.Ordinal);
    });

    private static string IdOf(SshServer server, string user) =>
        File.ReadLines(Path.Combine(server.Folder, "over/etc/passwd")).Select(l => l.Split(':')).Single(w => w[0] == user)[2];

    private static async Task<string> StatAsync(string path, string format) => (await Command.RunAsync(new CommandLine("stat", "-c", format, path))).Output.Trim();
}
