namespace Slipway.Lab;

/// <summary>Clears away whatever is there of a network, whole, half made or half removed.</summary>
internal static class Wreck
{
    public static async Task ClearAsync(Addressing net, string root)
    {
        await Cgroups.RemoveAsync(net.Name);
        var machines = LabPaths.Machines(root, net.Number);
        await Mounts.RemoveBelowAsync(machines);
        await DetachLoopsAsync(machines);
        await Bridge.RemoveAsync(net);
        foreach (var left in Leftovers(net)) Directory.Delete(left);
        await Command.RequireAsync("rm", "-rf", "--one-file-system", machines);
    }

    private static async Task DetachLoopsAsync(string machines)
    {
        foreach (var line in (await Command.RequireAsync("losetup", "--list", "--noheadings", "--output", "NAME,BACK-FILE")).Split('\n'))
        {
            var parts = line.Split(' ', 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            if (parts.Length == 2 && parts[1].StartsWith(machines + "/", StringComparison.Ordinal))
                await Command.RunAsync("losetup", ["--detach", parts[0]]);
        }
    }

    private static string[] Leftovers(Addressing net)
    {
        const string propagate = "/run/systemd/nspawn/propagate";
        return Directory.Exists(propagate) ? Directory.GetDirectories(propagate, $"{net.Bridge}-*") : [];
    }
}
