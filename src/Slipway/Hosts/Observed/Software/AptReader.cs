using System.Text.RegularExpressions;

namespace Slipway.Hosts.Observed.Software;

internal static partial class AptReader
{
    private static readonly string[] Wanted = ["APT::Periodic::", "Unattended-Upgrade::", "DPkg::Options", "Dpkg::Options"];

    private const string PeriodicStamp = "/var/lib/apt/periodic/update-success-stamp";

    public static async Task<AptFact> ReadAsync(HostView host) => new(
        host.Entries("/var/lib/apt/lists", "*_Packages*").Append(PeriodicStamp).Select(host.Status).Where(s => s is not null)
            .Select(s => (DateTimeOffset?)DateTimeOffset.FromUnixTimeMilliseconds(s!.Value.ChangedNs / 1_000_000)).Max(),
        Settings(await host.OutputAsync("apt-config", "dump")),
        [.. host.Entries("/etc/apt", "sources.list"), .. host.Entries("/etc/apt/sources.list.d", "*.list"), .. host.Entries("/etc/apt/sources.list.d", "*.sources")],
        Needrestart(host));

    /// <summary>Lines: A::B "value"; or A::B:: "value"; for each of a list.</summary>
    internal static IReadOnlyDictionary<string, IReadOnlyList<string>> Settings(string dump) => dump.Split('\n')
        .Select(line => Line().Match(line))
        .Where(match => match.Success && Wanted.Any(prefix => match.Groups["key"].Value.StartsWith(prefix, StringComparison.Ordinal)))
        .GroupBy(match => match.Groups["key"].Value.TrimEnd(':'), match => match.Groups["value"].Value)
        .ToDictionary(group => group.Key, IReadOnlyList<string> (group) => [.. group.Where(value => value.Length > 0)]);

    /// <summary>Perl: $nrconf{restart} = 'a'; the last one counts, conf.d after the main file.</summary>
    private static string? Needrestart(HostView host) => ((IEnumerable<string>)["/etc/needrestart/needrestart.conf", .. host.Entries("/etc/needrestart/conf.d", "*.conf")])
        .SelectMany(host.Lines)
        .Select(line => RestartMode().Match(line))
        .LastOrDefault(match => match.Success)?.Groups["mode"].Value;

    [GeneratedRegex("""^(?<key>[A-Za-z0-9_.:-]+) "(?<value>.*)";$""")]
    private static partial Regex Line();

    [GeneratedRegex("""^\s*\$nrconf\{restart\}\s*=\s*['"](?<mode>[ial])['"]""")]
    private static partial Regex RestartMode();
}
