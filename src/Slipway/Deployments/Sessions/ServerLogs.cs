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
    private const int MaxQuickEnds = 5;
    private static readonly TimeSpan Quick = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private readonly Func<CommandLine, CancellationToken, Task<CommandResult>> _run = run ?? Command.RunAsync;

    /// <exception cref="ProblemException">Nothing serves; the logs cannot be read.</exception>
    public Task SendAsync(CancellationToken cancel)
    {
        if (CurrentLink.Read(request.Layout.Current) is not { } release)
            throw new ProblemException(SessionProblems.NothingServes(request.Layout.Key));
        return request.WebServer ? SendWebServerAsync(cancel) : SendJournalAsync(release, cancel);
    }

    /// <summary>
    /// journalctl may end with "Bad message" while the journal rotates, most of all when it follows (github.com/systemd/systemd
    /// issue 36247): it goes on behind the last line. It is given up when it ends at once, without a line, five times.
    /// </summary>
    private async Task SendJournalAsync(string release, CancellationToken cancel)
    {
        var prefix = $"slipway-{request.Layout.Key}-";
        string? cursor = null;
        for (var quickEnds = 0; ;)
        {
            var before = cursor;
            var command = Journal(prefix, release, cursor) with
            {
                OnLine = async (isError, json) =>
                {
                    if (isError || JournalLine.Parse(json) is not { } line)
                        return;
                    if (line.Of(prefix) is { } ours)
                        await tell(ours);
                    cursor = line.Cursor;
                },
            };
            var result = await _run(command, cancel);
            if (result.Succeeded && !request.Follow)
                return;
            quickEnds = cursor == before && result.Elapsed < Quick ? quickEnds + 1 : 0;
            if (quickEnds == MaxQuickEnds)
                throw Ended(command, result);
            await Task.Delay(Pause, TimeProvider.System, cancel);
        }
    }

    /// <summary>A follower goes by the name that the lines carry: the units of later releases are not known yet.</summary>
    private CommandLine Journal(string prefix, string release, string? after)
    {
        var processes = ReleaseDescription.Read(request.Layout.Release(release))?.Processes ?? [];
        IEnumerable<string> which = request.Follow ? processes.SelectMany(p => (string[])["--identifier", prefix + p.Name]) : ["--unit", $"{prefix}*@{release}.service"];
        string[] from = after is null ? ["--lines", $"{request.Lines}"] : ["--after-cursor", after, "--no-tail"];
        return Reading("journalctl", [
            .. which, .. from, "--no-pager", "--quiet", "--output", "json", "--output-fields", "MESSAGE,_SYSTEMD_UNIT", "_TRANSPORT=stdout",
            .. request.Follow ? (string[])["--follow"] : []]);
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
        KeepCharacters = 1000,
    };

    private static ProblemException Ended(CommandLine command, CommandResult result) =>
        new(SessionProblems.LogsEnded(command.Program, $"exit {result.Exit} {result.Errors.Trim()}".Trim()));
}
