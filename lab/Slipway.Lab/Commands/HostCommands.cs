using System.Diagnostics;

namespace Slipway.Lab.Commands;

/// <summary>What a person does with machines that <c>lab up</c> made.</summary>
internal static class HostCommands
{
    public static async Task<int> UpAsync(Arguments arguments)
    {
        var image = arguments.Choice("--image", Image.Base);
        var disk = arguments.Choice("--disk", HostDisk.Directory);
        var hold = arguments.Flag("--hold");
        var name = arguments.Option("--name");
        var count = Arguments.ParseNumber("count", arguments.NextOrNone() ?? "1");
        arguments.End();
        if (name is not null && count != 1) throw new UsageException("--name is for one machine.");
        var network = await LabNetwork.StartAsync(Console.WriteLine, keep: !hold);
        var hosts = await Task.WhenAll(Enumerable.Range(1, count).Select(i => network.StartHostAsync(name ?? $"web{i}", image, disk)));
        foreach (var host in hosts) Console.WriteLine($"{host.Name}  {host.Address}");
        Console.WriteLine($"key: {hosts.FirstOrDefault()?.KeyPath}   users: root, deploy");
        if (!hold) await network.LeaveAsync();
        else await HoldAsync(network);
        return 0;
    }

    private static async Task HoldAsync(LabNetwork network)
    {
        Console.WriteLine("Enter removes them");
        await Console.In.ReadLineAsync();
        await network.DisposeAsync();
    }

    public static int List(Arguments arguments)
    {
        arguments.End();
        foreach (var network in LabNetwork.Kept())
        {
            foreach (var host in network.Hosts)
                Console.WriteLine($"{network.Number}/{host.Name,-12} {host.Address,-15} {host.Image,-6} {host.Disk,-10} {(host.IsRunning ? "running" : "off")}");
        }

        return 0;
    }

    public static async Task<int> DownAsync(Arguments arguments)
    {
        var only = arguments.NextOrNone() is { } text ? Arguments.ParseNumber("network", text) : (int?)null;
        arguments.End();
        Prerequisites.RequireRoot();
        foreach (var number in await NetworkClaims.CleanAsync(alsoKept: true, only)) Console.WriteLine($"network {number} removed");
        return 0;
    }

    public static int Ssh(Arguments arguments)
    {
        var user = arguments.Option("--user") ?? "root";
        var host = Find(arguments.Next("The machine"));
        var start = new ProcessStartInfo("ssh");
        foreach (var word in host.SshArguments(user).Concat(arguments.Rest())) start.ArgumentList.Add(word);
        using var ssh = Process.Start(start)!;
        ssh.WaitForExit();
        return ssh.ExitCode;
    }

    public static async Task<int> ExecAsync(Arguments arguments)
    {
        var result = await Find(arguments.Next("The machine")).ExecAsync(arguments.Rest());
        Console.Out.Write(result.Out);
        Console.Error.Write(result.Error);
        return result.Exit;
    }

    public static async Task<int> DoAsync(Arguments arguments, Func<LabHost, Task> act)
    {
        var host = Find(arguments.Next("The machine"));
        arguments.End();
        await act(host);
        return 0;
    }

    public static LabHost Find(string name)
    {
        var parts = name.Split('/');
        var found = LabNetwork.Kept().Where(n => parts.Length == 1 || n.Number.ToString() == parts[0])
            .SelectMany(n => n.Hosts.Select(h => (n.Number, Host: h))).Where(t => t.Host.Name == parts[^1]).ToList();
        return found.Count switch
        {
            1 => found[0].Host,
            0 => throw new UsageException($"There is no machine {name}: lab list shows them, lab up makes some."),
            _ => throw new UsageException($"{name} is in several networks: {string.Join(", ", found.Select(f => $"{f.Number}/{f.Host.Name}"))}."),
        };
    }
}
