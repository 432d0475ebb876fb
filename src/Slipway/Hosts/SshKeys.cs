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
        var effective = await EffectiveAsync(host, settings, config, cancel);
        var (agentHasKeys, agent) = await AgentAsync(effective, cancel);
        if (agentHasKeys)
            return refused;
        var files = Files(effective);
        if (files.Count == 0)
            return HostProblems.NoKey(host, $"{refused.Detail}\nno key file exists; ssh agent: {agent}");
        var locked = new List<string>();
        foreach (var file in files)
        {
            if (await IsLockedAsync(file, cancel))
                locked.Add(file);
        }

        return locked.Count == files.Count
            ? HostProblems.KeyLocked(host, $"{refused.Detail}\nlocked: {string.Join(", ", locked)}; ssh agent: {agent}")
            : refused with { Detail = $"{refused.Detail}\noffered: {string.Join(", ", files.Except(locked))}" };
    }

    // What ssh would use for this host, all files and defaults considered.
    private static async Task<ILookup<string, string>> EffectiveAsync(HostAddress host, SshSettings settings, string config, CancellationToken cancel)
    {
        var asked = await Command.RunAsync(
            new CommandLine(settings.Program, ["-G", .. SshCommandLine.Target(host, config)]) { Deadline = Deadline }, cancel);
        return asked.Output.Split('\n').Select(line => line.Split(' ', 2)).Where(pair => pair.Length == 2)
            .ToLookup(pair => pair[0], pair => pair[1].Trim().Trim('"'));
    }

    private static async Task<(bool HasKeys, string Said)> AgentAsync(ILookup<string, string> effective, CancellationToken cancel)
    {
        var socket = effective["identityagent"].FirstOrDefault() ?? "SSH_AUTH_SOCK";
        if (socket == "none")
            return (false, "switched off by IdentityAgent none");
        var list = new CommandLine("ssh-add", "-l") { Deadline = Deadline };
        if (socket.StartsWith('/'))
            list = list with { Variables = new Dictionary<string, string?> { ["SSH_AUTH_SOCK"] = socket } };
        var said = await Command.RunAsync(list, cancel);
        return (said.Exit == 0, said.LastWords);
    }

    private static List<string> Files(ILookup<string, string> effective)
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return
        [
            .. effective["identityfile"]
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
