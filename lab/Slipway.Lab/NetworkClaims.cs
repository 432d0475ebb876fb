using System.Text.Json;

namespace Slipway.Lab;

/// <summary>
/// Which network numbers are taken. A claim is a directory under /run with a locked file; the lock goes with the process,
/// so a claim whose lock is free is stale, unless it says that it outlives its maker.
/// </summary>
internal static class NetworkClaims
{
    private static readonly TimeSpan LockDeadline = TimeSpan.FromMinutes(3);

    private static string Boot => File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim();

    public static async Task<(Addressing Net, FileStream Held)> TakeAsync(bool keep)
    {
        using var all = await FileLock.TakeAsync(LabPaths.GlobalLock, LockDeadline, "The list of lab networks");
        await RemoveStaleAsync();
        for (var number = 1; number <= Addressing.Highest; number++)
        {
            var net = new Addressing(number);
            if (Directory.Exists(LabPaths.NetworkState(number)) || Bridge.Exists(net)) continue;
            var held = FileLock.TryTake(Owner(number)) ?? throw new LabException($"{Owner(number)} is locked by somebody else.");
            if (Directory.Exists(LabPaths.Machines(LabPaths.Root, number))) await Wreck.ClearAsync(net, LabPaths.Root); // left from before a reboot
            Write(number, new(LabPaths.Root, keep ? Boot : null));
            return (net, held);
        }

        throw new LabException($"All {Addressing.Highest} lab networks are in use.");
    }

    /// <summary>Removes networks whose maker is gone; with <paramref name="alsoKept"/> those too that were meant to stay. Returns their numbers.</summary>
    public static async Task<IReadOnlyList<int>> CleanAsync(bool alsoKept, int? only = null)
    {
        using var all = await FileLock.TakeAsync(LabPaths.GlobalLock, LockDeadline, "The list of lab networks");
        return await RemoveStaleAsync(alsoKept, only);
    }

    /// <summary>Removes everything of a network; the caller holds its claim.</summary>
    public static async Task ReleaseAsync(Addressing net, FileStream held)
    {
        using var all = await FileLock.TakeAsync(LabPaths.GlobalLock, LockDeadline, "The list of lab networks");
        await Wreck.ClearAsync(net, Read(net.Number)?.Root ?? LabPaths.Root);
        await held.DisposeAsync();
        Forget(net.Number);
        await RestoreSettingsAsync();
    }

    public static IReadOnlyList<(Addressing Net, NetworkState State, bool Held)> List() =>
        [.. Numbers().Select(n => (new Addressing(n), Read(n), IsHeld(n))).Where(t => t.Item2 is not null).Select(t => (t.Item1, t.Item2!, t.Item3))];

    private static async Task<IReadOnlyList<int>> RemoveStaleAsync(bool alsoKept = false, int? only = null)
    {
        var removed = new List<int>();
        foreach (var number in Numbers().Where(n => only is null || n == only))
        {
            using var owner = FileLock.TryTake(Owner(number));
            var state = Read(number);
            if (owner is null || (!alsoKept && state?.KeptInBoot == Boot)) continue;
            await Wreck.ClearAsync(new(number), state?.Root ?? LabPaths.Root);
            Forget(number);
            removed.Add(number);
        }

        await RestoreSettingsAsync();
        return removed;
    }

    private static async Task RestoreSettingsAsync()
    {
        if (Numbers().Count == 0 && Directory.Exists(LabPaths.State)) await KernelSettings.RestoreAsync();
    }

    private static List<int> Numbers() => Directory.Exists(LabPaths.State)
        ? [.. Directory.GetDirectories(LabPaths.State).Select(d => int.TryParse(Path.GetFileName(d), out var n) ? n : 0).Where(n => n > 0).Order()]
        : [];

    private static bool IsHeld(int number)
    {
        using var owner = FileLock.TryTake(Owner(number));
        return owner is null;
    }

    private static NetworkState? Read(int number)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllText(StateFile(number)), StateJson.Default.NetworkState);
        }
        catch (Exception e) when (e is IOException or JsonException)
        {
            return null; // half made
        }
    }

    private static void Write(int number, NetworkState state) =>
        File.WriteAllText(StateFile(number), JsonSerializer.Serialize(state, StateJson.Default.NetworkState));

    private static void Forget(int number) => Directory.Delete(LabPaths.NetworkState(number), recursive: true);

    private static string Owner(int number) => Path.Combine(LabPaths.NetworkState(number), "owner");

    private static string StateFile(int number) => Path.Combine(LabPaths.NetworkState(number), "network.json");
}
