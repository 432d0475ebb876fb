using Slipway.Files;
using Slipway.Project;

namespace Slipway.Hosts;

/// <summary>Composes an ssh for a person: the same hosts, keys and jump hosts as every other connection, but with a terminal.</summary>
public static class SshShell
{
    private static readonly string[] ForPeople = ["BatchMode=no", "RequestTTY=force", "EscapeChar=~", "LogLevel=INFO", "NumberOfPasswordPrompts=3"];

    /// <param name="folder">Where the configuration file is kept: ssh reads it after we are gone.</param>
    /// <param name="remote">Command line for the login shell of the host.</param>
    /// <returns>Program and arguments.</returns>
    public static IReadOnlyList<string> Compose(SshSettings settings, HostAddress host, string folder, string remote)
    {
        Directory.CreateDirectory(folder);
        var config = Path.Combine(folder, "ssh_config");
        AtomicFile.Write(config, SshConfig.Text(settings));
        return [settings.Program, "-t", .. ForPeople.SelectMany(o => (string[])["-o", o]), .. SshCommandLine.Target(host, config), remote];
    }
}
