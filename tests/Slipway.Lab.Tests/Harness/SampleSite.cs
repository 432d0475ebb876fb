using System.Diagnostics;
using Slipway.Deployments.Journals;
using LabCommand = Slipway.Lab.Command;

namespace Slipway.Lab.Tests.Harness;

/// <summary>
/// A project on a laptop: a copy of samples/aspnet with its slipway.yaml, an env file and a way to its hosts. Change the
/// properties, then run commands: the project file is written before each.
/// </summary>
public sealed class SampleSite : IDisposable
{
    private static readonly TimeSpan SettleDeadline = TimeSpan.FromMinutes(2);
    private readonly DeployFixture _fixture;
    private readonly SampleBuilds _builds;

    internal SampleSite(DeployFixture fixture, SampleBuilds builds, IReadOnlyList<LabHost> hosts)
    {
        (_fixture, _builds, Hosts) = (fixture, builds, hosts);
        Folder = Directory.CreateTempSubdirectory("slipway-site-").FullName;
        Project = Path.Combine(Folder, "site");
        SampleCopy.Make("aspnet", Project);
        Directory.CreateDirectory(Path.Combine(Project, ".slipway"));
        File.WriteAllLines(Path.Combine(Project, ".slipway", "known_hosts"), hosts.Select(h => h.KnownHostsLine));
        File.WriteAllText(Path.Combine(Folder, "ssh_config"), $"IdentityFile {hosts[0].KeyPath}\nIdentitiesOnly yes\n");
        Env("GREETING=hello");
    }

    public IReadOnlyList<LabHost> Hosts { get; }

    /// <summary>The project's folder.</summary>
    public string Project { get; }

    public string App { get; set; } = "guestbook";
    public string Environment { get; set; } = "production";
    public string HostName { get; set; } = "guestbook.example.com";
    public string Soak { get; set; } = "1s";
    public string HealthTimeout { get; set; } = "30s";
    public string Drain { get; set; } = "20s";
    public int Keep { get; set; } = 5;

    /// <summary>Roles of the hosts, in their order; empty = the defaults.</summary>
    public IReadOnlyList<string> Roles { get; set; } = [];

    /// <summary>Names of the workers; all do the same.</summary>
    public IReadOnlyList<string> Workers { get; set; } = ["jobs"];

    /// <summary>Dump the guest book's SQLite file before migrations.</summary>
    public bool HasDatabase { get; set; }

    /// <summary>Further lines of slipway.yaml, at the top level.</summary>
    public string More { get; set; } = "";

    /// <summary>Build with the real dotnet instead of taking the build that was made before.</summary>
    public bool RealBuild { get; set; }

    /// <summary>1, or what <see cref="SetVersionAsync"/> made of it.</summary>
    public int Version { get; private set; } = 1;

    /// <summary>Variables of the client's process: <c>SLIPWAY_HOLD</c> = <c>switch:before</c>.</summary>
    public Dictionary<string, string> Variables { get; } = [];

    private string Folder { get; }

    // /run is a file system of the machine's own, so it is reached through one of its processes.
    private string ResumeFile => $"/proc/{Hosts[0].Leader}/root/run/slipway/{App}-{Environment}/resume";

    /// <summary>Makes version <paramref name="number"/> of code, config, template and asset.</summary>
    public async Task SetVersionAsync(int number)
    {
        await LabCommand.RequireAsync(Path.Combine(Repository.Samples, "set-version"), Project, $"{number}");
        Version = number;
    }

    /// <summary>Misbehaviour of the next release, as samples/README.md lists it; none = it behaves.</summary>
    public void Switches(params string[] lines)
    {
        var file = Path.Combine(Project, "switches");
        File.Delete(file);
        if (lines.Length > 0)
            File.WriteAllLines(file, lines);
    }

    /// <summary>Replaces the env file.</summary>
    public void Env(params string[] lines)
    {
        var file = Path.Combine(Project, ".env." + Environment);
        File.WriteAllLines(file, lines);
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    /// <summary>Runs <c>slipway … --json</c> to its end.</summary>
    public async Task<SlipwayRun> RunAsync(params string[] arguments)
    {
        using var process = await StartAsync(arguments);
        return await process.EndAsync();
    }

    /// <summary><c>slipway deploy ENV --yes --create-users --json</c> and more arguments.</summary>
    public Task<SlipwayRun> DeployAsync(params string[] more) => RunAsync(["deploy", Environment, "--yes", "--create-users", .. more]);

    /// <summary>As <see cref="DeployAsync"/>, in the background.</summary>
    public Task<SlipwayProcess> StartDeployAsync(params string[] more) => StartAsync(["deploy", Environment, "--yes", "--create-users", .. more]);

    /// <summary><c>slipway ssh</c> without a terminal: the shell's commands are its input.</summary>
    public async Task<(int Exit, string Out)> ShellAsync(string commands)
    {
        var start = await ClientAsync("ssh", Environment);
        (start.RedirectStandardInput, start.RedirectStandardOutput) = (true, true);
        using var shell = Process.Start(start)!;
        await shell.StandardInput.WriteAsync(commands);
        shell.StandardInput.Close();
        var said = await shell.StandardOutput.ReadToEndAsync();
        await shell.WaitForExitAsync();
        return (shell.ExitCode, said);
    }

    /// <summary>Starts <c>slipway … --json</c>.</summary>
    public async Task<SlipwayProcess> StartAsync(params string[] arguments) =>
        SlipwayProcess.Start(await ClientAsync(arguments.Contains("--") ? [.. arguments.TakeWhile(a => a != "--"), "--json", .. arguments.SkipWhile(a => a != "--")] : [.. arguments, "--json"]));

    private async Task<ProcessStartInfo> ClientAsync(params string[] arguments)
    {
        WriteProject();
        var start = new ProcessStartInfo(_fixture.Client) { WorkingDirectory = Project };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        start.Environment["SLIPWAY_AGENT"] = _fixture.Agent;
        start.Environment["SLIPWAY_SSH_CONFIG"] = Path.Combine(Folder, "ssh_config");
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        if (!RealBuild)
        {
            start.Environment["SAMPLE_BUILD"] = await _builds.OfAsync(Version);
            start.Environment["PATH"] = $"{_builds.ProgramFolder}:{System.Environment.GetEnvironmentVariable("PATH")}";
        }

        foreach (var (name, value) in Variables)
            start.Environment[name] = value;
        return start;
    }

    /// <summary>
    /// Begins a deploy that stands still at that place (<c>switch:before</c>; also <c>inside</c> and <c>after</c>) and waits until
    /// it does. It goes on with <see cref="Resume"/>.
    /// </summary>
    public async Task<SlipwayProcess> DeployHeldAsync(string hold, params string[] more)
    {
        Variables["SLIPWAY_HOLD"] = hold;
        var process = await StartDeployAsync(more);
        Variables.Remove("SLIPWAY_HOLD");
        await process.WaitUntilHeldAsync();
        return process;
    }

    /// <summary>Lets a held transaction of the first host go on; one that is held later goes on at once, until <see cref="HoldAgain"/>.</summary>
    public void Resume() => File.WriteAllText(ResumeFile, "");

    public void HoldAgain() => File.Delete(ResumeFile);

    /// <summary>Waits until no transaction is open on the hosts: after its commit one still drains and prunes.</summary>
    public async Task SettleAsync()
    {
        var started = TimeProvider.System.GetTimestamp();
        while (Hosts.Any(IsOpen))
        {
            if (TimeProvider.System.GetElapsedTime(started) > SettleDeadline)
                throw new InvalidOperationException($"a transaction was still open after {SettleDeadline}");
            await Task.Delay(50);
        }
    }

    /// <summary>Asks the first host's web server as a visitor would.</summary>
    public SiteProbe Probe(int host = 0) => new(Hosts[host].Address, HostName);

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private bool IsOpen(LabHost host) =>
        TransactionRecord.From(Journal.Read(Path.Combine(host.RootPath, $"var/lib/slipway/{App}-{Environment}/journal"))).Any(r => r.Outcome is null);

    private void WriteProject() => File.WriteAllText(Path.Combine(Project, "slipway.yaml"), $$"""
        app: {{App}}
        stack: aspnet
        shared: [data, storage]
        soak: {{Soak}}
        drain: {{Drain}}
        keep: {{Keep}}
        migrations: { list: "dotnet GuestBook.dll migrate --list", run: "dotnet GuestBook.dll migrate" }
        {{More}}
        environments:
          {{Environment}}:
            url: http://{{HostName}}
            hosts: [{{string.Join(", ", Hosts.Select((h, i) => i < Roles.Count ? $"{{ address: root@{h.Address}, roles: [{Roles[i]}] }}" : $"root@{h.Address}"))}}]
            health: { path: /health, timeout: {{HealthTimeout}} }
            services:
              {{(HasDatabase ? "database: sqlite" : "")}}
              workers: { {{string.Join(", ", Workers.Select(name => $"{name}: {{ command: \"dotnet GuestBook.dll worker\", stop_timeout: 5s }}"))}} }

        """);
}
