using Slipway.Problems;
using Slipway.Processes;
using Slipway.Project;

namespace Slipway.Hosts;

/// <summary>Finds out, after a refused login, whether there was a key to offer at all.</summary>
internal static class SshKeys
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(5);

    /// <summary>Makes "refused" more exact: no key, or a key that is locked.</summary>
    public static async Task<Problem> ExplainAsync(Problem refused, HostAddress host, SshSettings settings, string config, CancellationToken cancel)
    {
        var files = await FilesAsync(host, settings, config, cancel);
        var agent = await Command.RunAsync(new CommandLine("ssh-add", "-l") { Deadline = Deadline }, cancel);
        if (agent.Exit == 0)
            return refused;
        if (files.Count == 0)
            return HostProblems.NoKey(host, $"{refused.Detail}\nno key file exists; ssh-add -l: {agent.LastWords}");
        var locked = new List<string>();
        foreach (var file in files)
        {
            if (await IsLockedAsync(file, cancel))
                locked.Add(file);
        }

        return locked.Count == files.Count
            ? HostProblems.KeyLocked(host, $"{refused.Detail}\nlocked: {string.Join(", ", locked)}; ssh-add -l: {agent.LastWords}")
            : refused with { Detail = $"{refused.Detail}\noffered: {string.Join(", ", files.Except(locked))}" };
    }

    private static async Task<List<string>> FilesAsync(HostAddress host, SshSettings settings, string config, CancellationToken cancel)
    {
        var asked = await Command.RunAsync(
            new CommandLine(settings.Program, ["-G", .. SshCommand.Target(host, config)]) { Deadline = Deadline }, cancel);
        const string key = "identityfile ";
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return
        [
            .. asked.Output.Split('\n')
                .Where(line => line.StartsWith(key, StringComparison.Ordinal))
                .Select(line => line[key.Length..].Trim().Trim('"'))
                .Select(path => path.StartsWith("~/", StringComparison.Ordinal) ? home + path[1..] : path)
                .Where(File.Exists),
        ];
    }

    private static async Task<bool> IsLockedAsync(string file, CancellationToken cancel)
    {
        var read = await Command.RunAsync(new CommandLine("ssh-keygen", "-y", "-P", "", "-f", file) { Deadline = Deadline }, cancel);
        return !read.Succeeded && read.Errors.Contains("passphrase", StringComparison.Ordinal);
    }
}
