namespace Slipway.Lab;

/// <summary>The bridge in this machine's own namespace with NAT to the outside; all its rules carry a comment with the network's name.</summary>
internal static class Bridge
{
    public static async Task CreateAsync(Addressing net)
    {
        await Command.RequireAsync("ip", "link", "add", net.Bridge, "address", net.BridgeMac, "type", "bridge");
        await Command.RequireAsync("ip", "address", "add", net.Gateway + "/24", "dev", net.Bridge);
        await Command.RequireAsync("ip", "link", "set", net.Bridge, "up");
        await File.WriteAllTextAsync($"/proc/sys/net/ipv4/conf/{net.Bridge}/forwarding", "1");
        await OpenUplinkAsync();
        foreach (var (table, chain, match) in Rules(net))
            await Command.RequireAsync("iptables", ["-w", "-t", table, "-I", chain, .. match]);
    }

    /// <summary>Removes bridge, rules, namespaces and links of the network, whether or not they are there.</summary>
    public static async Task RemoveAsync(Addressing net)
    {
        foreach (var (table, chain, match) in Rules(net))
        {
            while (await Command.SucceedsAsync("iptables", ["-w", "-t", table, "-D", chain, .. match])) { }
        }

        if (Directory.Exists("/run/netns"))
        {
            foreach (var space in Directory.GetFiles("/run/netns", $"{net.Bridge}-*"))
                await Command.RunAsync("ip", ["netns", "delete", Path.GetFileName(space)]);
        }

        foreach (var link in Directory.GetFileSystemEntries("/sys/class/net", $"{net.Bridge}p*"))
            await Command.RunAsync("ip", ["link", "delete", Path.GetFileName(link)]);
        if (Exists(net)) await Command.RequireAsync("ip", "link", "delete", net.Bridge);
    }

    public static bool Exists(Addressing net) => Path.Exists($"/sys/class/net/{net.Bridge}");

    private static async Task OpenUplinkAsync()
    {
        var route = (await Command.RequireAsync("ip", "-o", "-4", "route", "show", "default")).Split(' ', '\n');
        var at = Array.IndexOf(route, "dev");
        if (at < 0) return; // no way out: the machines still reach each other
        await KernelSettings.ForwardAsync(route[at + 1]);
    }

    private static (string Table, string Chain, string[] Match)[] Rules(Addressing net)
    {
        string[] comment = ["-m", "comment", "--comment", net.Name];
        return
        [
            ("nat", "POSTROUTING", ["-s", net.Cidr, "!", "-d", net.Cidr, .. comment, "-j", "MASQUERADE"]),
            ("filter", "FORWARD", ["-i", net.Bridge, .. comment, "-j", "ACCEPT"]),
            ("filter", "FORWARD", ["-o", net.Bridge, .. comment, "-j", "ACCEPT"]),
        ];
    }
}
