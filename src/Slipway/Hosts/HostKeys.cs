using Slipway.Problems;
using Slipway.Processes;
using Slipway.Project;

namespace Slipway.Hosts;

/// <summary>Asks a host for its key, so that a person can compare it before it is accepted.</summary>
public static class HostKeys
{
    private const string Scratch = "scanned_hosts";

    /// <summary>
    /// The key that a login would be checked against: through the same configuration, aliases and jump hosts (whose own keys must
    /// be known). Nothing is written and nobody logs in.
    /// </summary>
    /// <exception cref="ProblemException">The host cannot be reached.</exception>
    public static async Task<HostKey> ScanAsync(HostAddress host, SshSettings settings, CancellationToken cancel = default)
    {
        using var config = new SshConfig(settings);
        var scratch = Path.Combine(Path.GetDirectoryName(config.Path)!, Scratch);
        string[] words =
        [
            "-T", "-o", $"UserKnownHostsFile=\"{scratch}\"", "-o", "GlobalKnownHostsFile=/dev/null", "-o", "StrictHostKeyChecking=accept-new",
            "-o", "PreferredAuthentications=none", .. SshCommandLine.Target(host, config.Path), "exit",
        ];
        var asked = await Command.RunAsync(
            new CommandLine(settings.Program, words)
            {
                Variables = new Dictionary<string, string?> { ["LC_ALL"] = "C" },
                Deadline = settings.HelloDeadline,
            },
            cancel);
        var lines = File.Exists(scratch) ? await File.ReadAllLinesAsync(scratch, cancel) : [];
        if (lines.Select(HostKey.Parse).OfType<HostKey>().LastOrDefault() is { } key)
            return key;
        throw new ProblemException(asked switch
        {
            { TimedOut: true } => HostProblems.Silent(host, asked.Errors),
            { Exit: 127 } => HostProblems.NoSsh(settings.Program),
            _ => SshFailure.Classify(host, asked.Exit, asked.Errors, ""),
        });
    }
}
