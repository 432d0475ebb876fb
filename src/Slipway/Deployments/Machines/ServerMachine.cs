using System.Collections.Concurrent;
using System.Globalization;
using Slipway.Deployments.Plans;
using Slipway.Deployments.Releases;
using Slipway.Files;
using Slipway.Hosts;
using Slipway.Problems;
using Slipway.Processes;
using Slipway.Stacks.Nginx;

namespace Slipway.Deployments.Machines;

/// <summary>A server: processes are instances of systemd units, nginx serves, the agent is root.</summary>
public sealed class ServerMachine : IMachine
{
    private const string RecoverUnit = "/etc/systemd/system/slipway-recover@.service";
    private const string PortName = "PORT=";
    private static readonly TimeSpan SystemdAnswers = TimeSpan.FromSeconds(30);
    private readonly ConcurrentDictionary<string, ReleaseDescription> _described = [];
    private readonly HostLayout _layout;
    private readonly Account _deploy;
    private readonly Account _run;
    private readonly int _webGroup;

    /// <exception cref="ProblemException">A user or the web server's group does not exist.</exception>
    public ServerMachine(HostLayout layout, string deployUser, string runUser)
    {
        _layout = layout;
        _deploy = Account.User(deployUser);
        _run = Account.User(runUser);
        _webGroup = Account.Group("www-data");
    }

    public FileOwner DeployFiles => new(_deploy.Uid, _run.Gid);

    public FileOwner RunFiles => new(_run.Uid, _run.Gid);

    public string NextEntrance => _layout.NextWeb;

    public CommandLine AsDeploy(CommandLine command) => As(_deploy, _run.Gid, command);

    public CommandLine AsRun(CommandLine command) => As(_run, _run.Gid, command);

    public void PrepareRunFolder()
    {
        Directory.CreateDirectory(_layout.Run);
        Posix.ChangeOwner(_layout.Run, _run.Uid, _webGroup);
        Posix.ChangeMode(_layout.Run, FileModes.SocketFolder);
    }

    public async Task StartAsync(PlannedProcess process, string release, CancellationToken cancel)
    {
        // A new port for a process that runs would cut it off.
        if (process is { IsWeb: true, Port: true } && !(await StateAsync(process, release, cancel)).Running)
            await StartPortAsync(process, release, cancel);
        var result = await SystemctlAsync(process.StopTimeout + SystemdAnswers, cancel, "start", Unit(process, release));
        if (!result.Succeeded)
            throw new ProblemException(MachineProblems.UnitNotStarted(Unit(process, release), result.LastWords));
    }

    public async Task StopAsync(PlannedProcess process, string release, bool wait, CancellationToken cancel)
    {
        string[] words = wait ? ["stop"] : ["stop", "--no-block"];
        await SystemctlAsync(process.StopTimeout + SystemdAnswers, cancel, [.. words, Unit(process, release)]);
        if (process is not { IsWeb: true, Port: true })
            return;
        await SystemctlAsync(SystemdAnswers, cancel, "stop", PortSocket(process, release), PortSocket(process, release).Replace(".socket", ".service"));
        Posix.Unlink(PortFile(release));
    }

    public async Task<ProcessState> StateAsync(PlannedProcess process, string release, CancellationToken cancel)
    {
        var result = await SystemctlAsync(SystemdAnswers, cancel, "show", Unit(process, release),
            "--property=ActiveState,SubState,Result,MainPID,NRestarts,ExecMainStatus");
        var values = result.Output.Split('\n').Select(l => l.Split('=', 2)).Where(p => p.Length == 2).ToDictionary(p => p[0], p => p[1]);
        string Value(string name) => values.GetValueOrDefault(name, "");
        var main = int.TryParse(Value("MainPID"), CultureInfo.InvariantCulture, out var pid) ? pid : 0;
        var restarts = int.TryParse(Value("NRestarts"), CultureInfo.InvariantCulture, out var n) ? n : 0;
        var detail = $"{Value("ActiveState")}/{Value("SubState")}, result {Value("Result")}, exit status {Value("ExecMainStatus")}, restarts {restarts}";
        return new(main != 0 && Value("ActiveState") is "active" or "reloading", Value("ActiveState") == "failed", main, restarts, detail)
        {
            Crashed = Value("SubState") is "failed" or "auto-restart" && Value("Result") != "success",
            Ported = process.IsWeb ? Ported(release) : null,
        };
    }

    // As patterns: those that match no unit in memory are no error.
    public Task ForgetFailuresAsync(IReadOnlyList<(PlannedProcess Process, string Release)> ended, CancellationToken cancel) => ended.Count == 0
        ? Task.CompletedTask
        : SystemctlAsync(SystemdAnswers, cancel, ["reset-failed", .. ended.Select(e => Unit(e.Process, e.Release).Replace(".service", "[.]service", StringComparison.Ordinal))]);

    public async Task<IReadOnlyList<string>> LastWordsAsync(string process, string release, int lines, CancellationToken cancel)
    {
        var result = await Command.RunAsync(
            new CommandLine("journalctl", "--unit", Unit(new PlannedProcess(process, TimeSpan.Zero), release), "--lines", lines.ToString(), "--output", "cat", "--no-pager", "--quiet", "_TRANSPORT=stdout")
            {
                Deadline = SystemdAnswers,
            },
            cancel);
        return result.Succeeded ? [.. result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)] : [];
    }

    public async Task ApplySiteAsync(IReadOnlyList<string> changedFiles, CancellationToken cancel)
    {
        if (changedFiles.Any(f => f.StartsWith("/etc/systemd/", StringComparison.Ordinal)))
        {
            await SystemctlAsync(SystemdAnswers, cancel, "daemon-reload");
            var word = File.Exists(RecoverUnit) ? "enable" : "disable";
            await SystemctlAsync(SystemdAnswers, cancel, word, $"slipway-recover@{_layout.Key}.service");
        }

        if (!changedFiles.Any(f => f.StartsWith("/etc/nginx/", StringComparison.Ordinal)))
            return;
        await NginxReload.RunAsync(NginxSockets.Of([NginxSite.EnabledPath(_layout), .. NginxShape.FilesOf(_layout)]), cancel);
    }

    public Task<SiteTraffic?> TrafficAsync(TrafficMark? since, CancellationToken cancel) =>
        Task.FromResult(AccessLog.Read($"/var/log/nginx/slipway-{_layout.Key}.access.log", since));

    private string PortSocket(PlannedProcess web, string release) => $"{Named(web, release).PortUnitOn(_layout)}@{release}.socket";

    private string Unit(PlannedProcess process, string release) => $"{Named(process, release).UnitOn(_layout)}@{release}.service";

    /// <summary>With the unit that the release itself says that it has; who only asks of "web" need not know.</summary>
    private PlannedProcess Named(PlannedProcess process, string release)
    {
        if (process.Unit is not null)
            return process;
        if (!_described.TryGetValue(release, out var description) && (description = ReleaseDescription.Read(_layout.Release(release))) is not null)
            _described[release] = description;
        return description?.Processes.FirstOrDefault(p => p.Name == process.Name) ?? process;
    }

    private string PortFile(string release) => Path.Combine(_layout.Run, release + ".port");

    private PortedSocket? Ported(string release)
    {
        const int systemd = 1;
        var file = PortFile(release);
        return File.Exists(file) ? new(systemd, int.Parse(File.ReadAllText(file).AsSpan(PortName.Length).Trim(), CultureInfo.InvariantCulture)) : null;
    }

    private async Task StartPortAsync(PlannedProcess web, string release, CancellationToken cancel)
    {
        AtomicFile.Write(PortFile(release), $"{PortName}{FreePort.Find()}\n", FileModes.Private, _run.Uid, _run.Gid);
        await SystemctlAsync(SystemdAnswers, cancel, "stop", PortSocket(web, release));
        var result = await SystemctlAsync(SystemdAnswers, cancel, "start", PortSocket(web, release));
        if (!result.Succeeded)
            throw new ProblemException(MachineProblems.UnitNotStarted(PortSocket(web, release), result.LastWords));
    }

    private static Task<CommandResult> SystemctlAsync(TimeSpan deadline, CancellationToken cancel, params IReadOnlyList<string> words) =>
        Command.RunAsync(new CommandLine("systemctl", words) { Deadline = deadline }, cancel);

    /// <summary>
    /// Both users make files that the run user's group shares and others cannot read; folders may be passed through, so that the
    /// web server reaches the files below that are made public. The shell's text is fixed, it only sets the umask.
    /// </summary>
    private static CommandLine As(Account account, int group, CommandLine command) => account.Uid == Posix.EffectiveUser()
        ? command
        : command with
        {
            Program = "/usr/bin/setpriv", // never from the app's own PATH: this one starts as root
            Arguments =
            [
                "--reuid", account.Name, "--regid", group.ToString(), "--init-groups", "--no-new-privs", "--",
                "/bin/sh", "-c", "umask 006; exec \"$@\"", "sh", command.Program, .. command.Arguments,
            ],
        };
}
