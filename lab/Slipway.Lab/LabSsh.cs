namespace Slipway.Lab;

/// <summary>Runs commands on a machine with the system's ssh and the lab's key.</summary>
internal sealed class LabSsh(string address, string key, string knownHosts)
{
    /// <summary>The arguments for <c>ssh</c> up to and including the destination.</summary>
    public IReadOnlyList<string> Arguments(string user) =>
    [
        "-F", "none", "-i", key, "-o", "IdentitiesOnly=yes", "-o", $"UserKnownHostsFile={knownHosts}", "-o", "GlobalKnownHostsFile=none",
        "-o", "StrictHostKeyChecking=yes", "-o", "ConnectTimeout=10", "-o", "LogLevel=ERROR", $"{user}@{address}",
    ];

    public Task<CommandResult> RunAsync(string user, IEnumerable<string> command, TimeSpan deadline) =>
        Command.RunAsync("ssh", ["-o", "BatchMode=yes", .. Arguments(user), "--", string.Join(' ', command.Select(Quote))], deadline);

    private static string Quote(string word) => $"'{word.Replace("'", "'\\''")}'";
}
