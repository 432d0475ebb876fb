using System.Diagnostics;
using LabCommand = Slipway.Lab.Command;

namespace Slipway.Lab.Tests.Harness;

/// <summary>A laptop with a copy of one of the samples, whatever its stack, and a way to its host. The sample's own project file is used.</summary>
public sealed class StackSite : IDisposable
{
    private readonly DeployFixture _fixture;
    private readonly LabHost _host;
    private readonly string _folder = Directory.CreateTempSubdirectory("slipway-stack-").FullName;

    /// <param name="stack">Name of the folder below samples/.</param>
    /// <param name="env">Lines of the env file.</param>
    /// <param name="changes">Texts of the project file to replace.</param>
    public StackSite(DeployFixture fixture, LabHost host, string stack, string[] env, params (string From, string To)[] changes)
    {
        (_fixture, _host, Stack) = (fixture, host, stack);
        SampleCopy.Make(stack, Project);
        Directory.CreateDirectory(Path.Combine(Project, ".slipway"));
        File.WriteAllLines(Path.Combine(Project, ".slipway", "known_hosts"), [host.KnownHostsLine]);
        File.WriteAllText(Path.Combine(_folder, "ssh_config"), $"IdentityFile {host.KeyPath}\nIdentitiesOnly yes\n");
        var file = Path.Combine(Project, ".env.production");
        File.WriteAllLines(file, ["GREETING=hello", .. env]);
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Change("slipway.yaml",
        [
            ("guestbook.example.com", Name), ("root@192.0.2.10", $"root@{host.Address}"),
            ("health: { path: /health }", "health: { path: /health, timeout: 15s }\nsoak: 1s\ndrain: 30s"), .. changes,
        ]);
    }

    public string Stack { get; }

    public string Project => Path.Combine(_folder, "site");

    /// <summary>Under which the site is asked for.</summary>
    public string Name => $"{Stack}.example.com";

    private string? Hold { get; set; }

    public SiteProbe Probe() => new(_host.Address, Name);

    public Task SetVersionAsync(int number) => LabCommand.RequireAsync(Path.Combine(Repository.Samples, "set-version"), Project, $"{number}");

    public void Write(string file, string text) => File.WriteAllText(Path.Combine(Project, file), text);

    /// <summary>Makes the project this app, whatever it was.</summary>
    internal void Become(TinyApp app)
    {
        string[] kept = [".slipway", ".env.production"];
        foreach (var entry in new DirectoryInfo(Project).EnumerateFileSystemInfos().Where(e => !kept.Contains(e.Name)))
            if (entry is DirectoryInfo folder)
                folder.Delete(recursive: true);
            else
                entry.Delete();
        foreach (var (file, text) in app.Files(_host.Address))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(Project, file))!);
            Write(file, text);
        }
    }

    /// <summary>Replaces texts in a file of the project; each must be there.</summary>
    public void Change(string file, params (string From, string To)[] changes)
    {
        var path = Path.Combine(Project, file);
        var text = File.ReadAllText(path);
        foreach (var (from, to) in changes)
            text = text.Contains(from, StringComparison.Ordinal) ? text.Replace(from, to) : throw new InvalidOperationException($"{file} of {Stack} has no \"{from}\".");
        File.WriteAllText(path, text);
    }

    /// <summary>Deploys with one kind of misbehaviour.</summary>
    public async Task<SlipwayRun> DeployBrokenAsync(string misbehaviour, params string[] more)
    {
        var file = Path.Combine(Project, "switches");
        await File.WriteAllTextAsync(file, misbehaviour + "\n");
        var run = await DeployAsync(more);
        File.Delete(file);
        return run;
    }

    /// <summary>Deploys with a migration that fails at its second statement, as a person would add it: a new file beside the others.</summary>
    public async Task<SlipwayRun> DeployWithFailingMigrationAsync()
    {
        var broken = Directory.EnumerateFiles(Project, "*9999_fails_half_way.*", SearchOption.AllDirectories).Single();
        var folder = Stack switch { "laravel" => "database/migrations", "django" => "book/migrations", _ => "migrations" };
        var added = Path.Combine(Project, folder, Path.GetFileName(broken));
        File.Copy(broken, added);
        var run = await DeployAsync();
        File.Delete(added);
        return run;
    }

    public Task<SlipwayRun> DeployAsync(params string[] more) => RunAsync(["deploy", "production", "--yes", "--create-users", .. more]);

    public Task<SlipwayRun> RollbackAsync(params string[] more) => RunAsync(["rollback", "production", "--yes", .. more]);

    /// <summary>The release that the web server's private entrance to the serving release names.</summary>
    public async Task<string> ProvenReleaseAsync()
    {
        var answer = await _host.SshAsync("curl", "-sS", "-o", "/dev/null", "-D", "-",
            "--unix-socket", $"/run/slipway/guestbook-{Stack}-production/current-entrance.sock", $"http://{Name}/health");
        const string header = "X-Slipway-Release: ";
        return answer.Out.Split("\r\n").Single(line => line.StartsWith(header, StringComparison.Ordinal))[header.Length..];
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>Deploys, and kills the transaction's process on the host where it stands still.</summary>
    public async Task<SlipwayRun> DeployKilledAsync(string hold)
    {
        Hold = hold;
        using var process = Start("deploy", "production", "--yes", "--create-users");
        Hold = null;
        await process.WaitUntilHeldAsync();
        await _host.ExecAsync("sh", "-c", "for u in $(systemctl list-units --no-legend --plain 'slipway-tx-*' | cut -d' ' -f1); do kill -KILL $(systemctl show --value --property=MainPID $u); done");
        return await process.EndAsync();
    }

    private async Task<SlipwayRun> RunAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        return await process.EndAsync();
    }

    private SlipwayProcess Start(params string[] arguments)
    {
        var start = new ProcessStartInfo(_fixture.Client) { WorkingDirectory = Project };
        foreach (var argument in (string[])[.. arguments, "--json"])
            start.ArgumentList.Add(argument);
        start.Environment["SLIPWAY_AGENT"] = _fixture.Agent;
        start.Environment["SLIPWAY_SSH_CONFIG"] = Path.Combine(_folder, "ssh_config");
        if (Hold is not null)
            start.Environment["SLIPWAY_HOLD"] = Hold;
        return SlipwayProcess.Start(start);
    }
}
