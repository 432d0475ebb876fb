namespace Slipway.Lab;

/// <summary>The settings of this machine's kernel that labs change. What they were before the first lab is kept, and given back when the last network goes.</summary>
internal static class KernelSettings
{
    private const string Saved = "setting-";

    /// <summary>
    /// All machines' systemd, journald and dbus share root's inotify instances: the kernel's default of 128 is used up by about twenty machines, and
    /// from then on none boots and <c>journalctl --follow</c> ends at once.
    /// </summary>
    public static async Task RaiseInotifyInstancesAsync()
    {
        try
        {
            await RaiseAsync("/proc/sys/fs/inotify/max_user_instances", 8192);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Not ours to change here (a container): fewer machines then fit side by side.
        }
    }

    /// <summary>Lets the device pass other machines' packets on.</summary>
    public static Task ForwardAsync(string device) => RaiseAsync($"/proc/sys/net/ipv4/conf/{device}/forwarding", 1);

    public static async Task RestoreAsync()
    {
        foreach (var saved in Directory.GetFiles(LabPaths.State, Saved + "*"))
        {
            var setting = Uri.UnescapeDataString(Path.GetFileName(saved)[Saved.Length..]);
            if (File.Exists(setting)) await File.WriteAllTextAsync(setting, await File.ReadAllTextAsync(saved));
            File.Delete(saved);
        }
    }

    private static async Task RaiseAsync(string setting, int atLeast)
    {
        var before = await File.ReadAllTextAsync(setting);
        if (int.Parse(before) >= atLeast) return;
        await File.WriteAllTextAsync(Path.Combine(LabPaths.State, Saved + Uri.EscapeDataString(setting)), before);
        await File.WriteAllTextAsync(setting, $"{atLeast}");
    }
}
