using System.Globalization;
using System.IO.Enumeration;
using Slipway.Files;
using Slipway.Hosts.Observed.Accounts;
using Slipway.Hosts.Observed.Machine;
using Slipway.Processes;

namespace Slipway.Hosts.Observed.Running;

internal static class ProcessesReader
{
    private const double TicksPerSecond = 100;
    private const string Deleted = " (deleted)";

    public static ProcessesFact Read(ProcessesQuestion asked, HostView host)
    {
        var booted = SystemReader.Booted(host);
        return new(
        [
            .. from process in ProcessScan.Of(host)
               where asked.Names.Count == 0 || asked.Names.Any(name => FileSystemName.MatchesSimpleExpression(name, process.Name, ignoreCase: false))
               let command = RunningProcesses.Title(process.Id)
               where command.Length > 0 || asked.Names.Count > 0
               let seen = Seen(process, command, booted, host)
               where seen is not null
               select seen,
        ]);
    }

    private static HostProcess? Seen(ScannedProcess process, string command, DateTimeOffset? booted, HostView host)
    {
        var status = RunningProcesses.Status(process.Id);
        if (status.Length < 22 || Posix.TryStatus($"/proc/{process.Id}") is not { } owner)
            return null;
        var program = RunningProcesses.Link(process.Id, "exe");
        return new(process.Id, int.Parse(status[1], CultureInfo.InvariantCulture), process.Name)
        {
            User = OwnerNames.User(owner.Uid, host),
            Program = program is null || !program.EndsWith(Deleted, StringComparison.Ordinal) ? program : program[..^Deleted.Length],
            Command = MaskedCommand.Of(command),
            SecretsInCommand = MaskedCommand.SecretsIn(command),
            Unit = process.Unit,
            Folder = RunningProcesses.Link(process.Id, "cwd"),
            Started = booted?.AddSeconds(process.StartTicks / TicksPerSecond),
            Resident = long.Parse(status[21], CultureInfo.InvariantCulture) * Environment.SystemPageSize,
            RunsOldFiles = program is null ? null : program.EndsWith(Deleted, StringComparison.Ordinal) || MapsOldFiles(process.Id),
            DeletedFiles = process.DeletedFiles,
        };
    }

    /// <summary>Lines of /proc/PID/maps: range rights offset device inode path; only what is run counts.</summary>
    private static bool MapsOldFiles(int process)
    {
        foreach (var line in RunningProcesses.Text($"/proc/{process}/maps").AsSpan().EnumerateLines())
            if (line.EndsWith(Deleted) && line.Contains(" r-xp ", StringComparison.Ordinal) && line.Contains(" /usr/", StringComparison.Ordinal))
                return true;
        return false;
    }
}
