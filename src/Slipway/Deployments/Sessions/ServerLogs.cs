using Slipway.Deployments.Releases;
using Slipway.Deployments.Steps;
using Slipway.Problems;
using Slipway.Processes;
using Slipway.Stacks.Nginx;

namespace Slipway.Deployments.Sessions;

/// <summary>Logs of a server: the app's from the system's journal, the web server's from its files.</summary>
/// <param name="run">Runs a program; null = <see cref="Command.RunAsync"/>.</param>
internal sealed class ServerLogs(LogsRequest request, Func<LogLine, ValueTask> tell, Func<CommandLine, CancellationToken, Task<CommandResult>>? run = null)
{
    private const int MaxFailures = 5;
    private static readonly TimeSpan Quick = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private readonly Func<CommandLine, CancellationToken, Task<CommandResult>> _run = run ?? Command.RunAsync;

    /// <exception cref="ProblemException">Nothing serves; the logs cannot be read.</exception>
    public Task SendAsync(CancellationToken cancel)
    {
        if (CurrentLink.Read(request.Layout.Current) is not { } release)
            throw new ProblemException(SessionProblems.NothingServes(request.Layout.Key));
        return request.WebServer ? SendWebServerAsync(cancel) : SendJournalAsync(release, cancel);
    }

    /// <summary>
    /// <c>journalctl --follow</c> may end: with "Bad message" while the journal rotates (github.com/systemd/systemd issue 36247), and at
    /// once, with exit 0, where inotify's instances are used up. Then the journal is asked again and again for what comes behind the last line.
    /// </summary>
    private async Task SendJournalAsync(string release, CancellationToken cancel)
    {
        var processes = ReleaseDescription.Read(request.Layout.Release(release))?.Processes ?? [];
        var names = processes.ToDictionary(p => p.UnitOn(request.Layout), p => p.Name);
        string? cursor = null;
        var follow = request.Follow;
        for (var failures = 0; ;)
        {
            var before = cursor;
            var command = Journal([.. names.Keys], release, cursor, follow) with
            {
                OnLine = async (isError, json) =>
                {
                    if (isError || JournalLine.Parse(json) is not { } line)
                        return;
                    if (line.Of(unit => ProcessOf(unit, names)) is { } ours)
                        await tell(ours);
                    cursor = line.Cursor;
                },
            };
            var result = await _run(command, cancel);
            if (result.Succeeded && !request.Follow)
                return;
            failures = result.Succeeded || cursor != before ? 0 : failures + 1;
            if (failures == MaxFailures)
                throw Ended(command, result);
            follow &= result.Elapsed > Quick;
            await Task.Delay(Pause, TimeProvider.System, cancel);
        }
    }

    private string? ProcessOf(string unit, IReadOnlyDictionary<string, string> names)
    {
        var prefix = request.Layout.UnitName("");
        return names.GetValueOrDefault(unit) ?? (unit.StartsWith(prefix, StringComparison.Ordinal) ? unit[prefix.Length..] : null);
    }

    /// <summary>A follower goes by the name that the lines carry: the units of later releases are not known yet.</summary>
    private CommandLine Journal(IReadOnlyList<string> units, string release, string? after, bool follow)
    {
        var which = units.Count == 0
            ? ["--unit", $"{request.Layout.UnitName("*")}@{(request.Follow ? "*" : release)}.service"]
            : units.SelectMany(u => request.Follow ? (string[])["--identifier", u] : ["--unit", $"{u}@{release}.service"]);
        string[] from = after is null ? ["--lines", $"{request.Lines}"] : ["--after-cursor", after, "--no-tail"];
        return Reading("journalctl", [
            .. which, .. from, "--no-pager", "--quiet", "--output", "json", "--output-fields", "MESSAGE,_SYSTEMD_UNIT", "_TRANSPORT=stdout",
            .. follow ? (string[])["--follow"] : []]);
    }

    /// <summary>By name and again and again when following: logrotate puts a new file in the place of the old.</summary>
    private async Task SendWebServerAsync(CancellationToken cancel)
    {
        string[] files = [NginxSite.ErrorLog(request.Layout), NginxSite.AccessLog(request.Layout)];
        var there = request.Follow ? files : [.. files.Where(File.Exists)];
        if (there.Length == 0)
            return;
        var command = Reading("tail", ["--quiet", "--lines", $"{request.Lines}", .. request.Follow ? (string[])["--follow=name", "--retry"] : [], "--", .. there]) with
        {
            OnLine = (isError, line) => isError ? default : tell(new(LogLine.WebServer, line)),
        };
        var result = await _run(command, cancel);
        if (request.Follow || !result.Succeeded)
            throw Ended(command, result);
    }

    private CommandLine Reading(string program, IReadOnlyList<string> arguments) => new(program, arguments)
    {
        Deadline = request.Follow ? Timeout.InfiniteTimeSpan : TimeSpan.FromSeconds(30),
    };

    private static ProblemException Ended(CommandLine command, CommandResult result) =>
        new(SessionProblems.LogsEnded(command.Program, $"exit {result.Exit} {result.Errors.Trim()}".Trim()));
}
