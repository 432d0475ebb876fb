namespace Slipway.Lab;

/// <summary>A machine's network namespace and its cable to the bridge.</summary>
internal sealed class Link(Addressing net, string host, int index)
{
    private const string Disabled = "0";
    private const string Forwarding = "3";

    public string Namespace => net.Namespace(host);

    public async Task CreateAsync()
    {
        await Command.RequireAsync("ip", "netns", "add", Namespace);
        await Command.RequireAsync("ip", "link", "add", net.Veth(index), "type", "veth",
            "peer", "name", "eth0", "address", net.Mac(index), "netns", Namespace);
        await Command.RequireAsync("ip", "link", "set", net.Veth(index), "master", net.Bridge, "up");
        await InsideAsync("address", "add", net.Address(index) + "/24", "dev", "eth0");
        await InsideAsync("link", "set", "lo", "up");
        await InsideAsync("link", "set", "eth0", "up");
        await InsideAsync("route", "add", "default", "via", net.Gateway);
        // Known neighbours: a cut network is then a black hole, as behind a router, and not an early "no route to host".
        await InsideAsync("neighbour", "replace", net.Gateway, "lladdr", net.BridgeMac, "dev", "eth0", "nud", "permanent");
        await Command.RequireAsync("ip", "neighbour", "replace", net.Address(index), "lladdr", net.Mac(index), "dev", net.Bridge, "nud", "permanent");
    }

    /// <summary>Nothing passes any more in either direction; the machine's own link stays up.</summary>
    public Task CutAsync() => PortAsync(Disabled);

    public Task HealAsync() => PortAsync(Forwarding);

    private Task<string> PortAsync(string state) => Command.RequireAsync("bridge", "link", "set", "dev", net.Veth(index), "state", state);

    private Task<string> InsideAsync(params string[] arguments) => Command.RequireAsync("ip", ["-n", Namespace, .. arguments]);
}
