using Slipway.Files;

namespace Slipway.Hosts;

/// <summary>The project's known_hosts file, committed with it.</summary>
public static class KnownHosts
{
    /// <summary>Adds a key that a person accepted. Lines that are there stay; the folder is made when absent.</summary>
    public static void Add(string path, HostKey key)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var lines = File.Exists(path) ? File.ReadAllLines(path).ToList() : [];
        if (lines.Contains(key.ToString()))
            return;
        lines.Add(key.ToString());
        AtomicFile.Write(path, string.Join('\n', lines) + "\n", 0b110_100_100);
    }
}
