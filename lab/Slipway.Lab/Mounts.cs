namespace Slipway.Lab;

/// <summary>Takes mounts away for good: a mount that is still busy for a moment is waited for.</summary>
internal static class Mounts
{
    public static IReadOnlyList<string> Below(string directory) =>
        [.. File.ReadLines("/proc/self/mountinfo").Select(line => line.Split(' ')[4])
            .Where(path => path == directory || path.StartsWith(directory + "/", StringComparison.Ordinal))];

    public static async Task RemoveAsync(string path)
    {
        for (var attempt = 0; Below(path).Contains(path); attempt++)
        {
            var result = await Command.RunAsync("umount", [path]);
            if (result.Exit == 0) continue;
            if (attempt >= 200) throw new LabException($"{path} stays mounted: {result.Error.Trim()}");
            await Task.Delay(25);
        }
    }

    /// <summary>Unmounts everything below a directory, the deepest first.</summary>
    public static async Task RemoveBelowAsync(string directory)
    {
        foreach (var path in Below(directory).Reverse()) await RemoveAsync(path);
    }
}
