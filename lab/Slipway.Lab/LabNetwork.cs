using System.Text.Json;

namespace Slipway.Lab;

/// <summary>
/// A network of throw-away machines on a bridge of its own (10.213.N.0/24) with NAT to the outside.
/// Disposing it removes all of it. Several may exist at a time, in one process or in many.
/// </summary>
public sealed class LabNetwork : IAsyncDisposable
{
    private readonly Addressing net;
    private readonly string machines;
    private readonly FileStream? held;
    private readonly Action<string> say;
    private readonly Lock gate = new();
    private readonly List<LabHost> hosts = [];
    private int next;
    private bool gone;

    private LabNetwork(Addressing net, string root, FileStream? held, Action<string>? say)
    {
        this.net = net;
        this.held = held;
        this.say = say ?? (_ => { });
        machines = LabPaths.Machines(root, net.Number);
    }

    public int Number => net.Number;

    /// <summary>This machine's address in the network, the machines' way out.</summary>
    public string Gateway => net.Gateway;

    public IReadOnlyList<LabHost> Hosts
    {
        get
        {
            lock (gate) return [.. hosts];
        }
    }

    /// <summary>Makes an empty network, after clearing away those that interrupted labs left.</summary>
    /// <param name="say">Gets a line when something takes long (an image is built).</param>
    /// <param name="keep">The network outlives this process and is removed by <c>lab down</c>.</param>
    /// <exception cref="LabException">Not root, or something needed cannot be had.</exception>
    public static async Task<LabNetwork> StartAsync(Action<string>? say = null, bool keep = false)
    {
        await Prerequisites.EnsureAsync();
        await ImageStore.EnsureKeyAsync();
        var (net, held) = await NetworkClaims.TakeAsync(keep);
        var network = new LabNetwork(net, LabPaths.Root, held, say);
        try
        {
            await KernelSettings.RaiseInotifyInstancesAsync();
            await Bridge.CreateAsync(net);
            Directory.CreateDirectory(network.machines);
            return network;
        }
        catch
        {
            await network.DisposeAsync();
            throw;
        }
    }

    /// <summary>Makes a machine and waits until sshd answers. Machines may be started at the same time.</summary>
    /// <param name="name">Host name: letters, digits, hyphens; unique in the network.</param>
    /// <param name="image">What it starts from; built if need be.</param>
    /// <param name="disk"><see cref="HostDisk.Ext4"/> for power cuts and full disks.</param>
    /// <param name="diskMegabytes">Size of an ext4 disk for the machine's own files (the image's are not counted).</param>
    public async Task<LabHost> StartHostAsync(string name, Image image = Image.Base, HostDisk disk = HostDisk.Directory, int diskMegabytes = 4096)
    {
        if (name.Length is 0 or > 40 || !name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'))
            throw new LabException($"\"{name}\" is no host name: lower case letters, digits and hyphens, at most 40.");
        var host = Add(new(name, 0, image, ImageRecipe.For(image).Path, disk, diskMegabytes)); // first, so that addresses follow the order of calls
        await ImageStore.EnsureAsync(image, say);
        await host.CreateAsync();
        await host.BootAsync();
        return host;
    }

    /// <summary>The networks that stay after their maker (made with <c>keep</c>), with their machines.</summary>
    internal static IReadOnlyList<LabNetwork> Kept() =>
        [.. NetworkClaims.List().Where(n => n.State.KeptInBoot is not null).Select(n => Attach(n.Net, n.State.Root))];

    /// <summary>Kills and removes all machines and the network.</summary>
    public async ValueTask DisposeAsync()
    {
        if (held is null || gone) return;
        gone = true;
        await Task.WhenAll(Hosts.Select(h => h.KillAsync()));
        await NetworkClaims.ReleaseAsync(net, held);
    }

    /// <summary>Lets go of a kept network without removing it.</summary>
    internal ValueTask LeaveAsync() => held?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static LabNetwork Attach(Addressing net, string root)
    {
        var network = new LabNetwork(net, root, null, null);
        if (!Directory.Exists(network.machines)) return network;
        var states = Directory.GetDirectories(network.machines).Select(d => Path.Combine(d, "host.json")).Where(File.Exists)
            .Select(file => JsonSerializer.Deserialize(File.ReadAllText(file), StateJson.Default.HostState)!);
        network.hosts.AddRange(states.OrderBy(s => s.Index).Select(s => new LabHost(net, network.machines, s)));
        return network;
    }

    private LabHost Add(HostState wanted)
    {
        lock (gate)
        {
            if (hosts.Any(h => h.Name == wanted.Name)) throw new LabException($"There is a machine {wanted.Name} already.");
            var state = wanted with { Index = next++ };
            var host = new LabHost(net, machines, state);
            hosts.Add(host);
            Directory.CreateDirectory(Path.Combine(machines, state.Name));
            File.WriteAllText(Path.Combine(machines, state.Name, "host.json"), JsonSerializer.Serialize(state, StateJson.Default.HostState));
            return host;
        }
    }
}
