using System.Globalization;
using Slipway.Processes;
using Slipway.Project;

namespace Slipway.Hosts;

/// <summary>Composes the command lines of ssh.</summary>
internal static class SshCommandLine
{
    /// <summary>Which host, as whom, with which configuration file.</summary>
    public static IReadOnlyList<string> Target(HostAddress host, string config)
    {
        List<string> words = ["-F", config];
        if (host.User is not null)
            words.AddRange(["-l", host.User]);
        if (host.Port is { } port)
            words.AddRange(["-p", port.ToString(CultureInfo.InvariantCulture)]);
        words.AddRange(["--", host.Address]);
        return words;
    }

    public static CommandLine Run(SshSettings settings, HostAddress host, string config, string remote) =>
        new(settings.Program, ["-T", .. Target(host, config), remote])
        {
            Variables = new Dictionary<string, string?> { ["LC_ALL"] = "C" },
        };
}
