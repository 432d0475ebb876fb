namespace Slipway.Hosts.Observed.Network;

internal static class ResolverReader
{
    private static readonly string[] Stubs = ["127.0.0.53", "127.0.0.54"];

    public static ResolverFact Read(HostView host)
    {
        var servers = Servers("/etc/resolv.conf", host);
        return new(
            servers, servers.Any(Stubs.Contains) ? Servers("/run/systemd/resolve/resolv.conf", host) : [],
            [.. host.Lines("/etc/nsswitch.conf").Where(line => line.StartsWith("hosts:", StringComparison.Ordinal))
                .SelectMany(line => line[6..].Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries)).Where(word => word[0] != '[')]);
    }

    private static IReadOnlyList<string> Servers(string file, HostView host) =>
    [
        .. host.Lines(file).Select(line => line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries))
            .Where(words => words is ["nameserver", _, ..]).Select(words => words[1]),
    ];
}
