using System.Globalization;
using System.Runtime.InteropServices;
using Slipway.Files;
using Slipway.Processes;

namespace Slipway.Hosts;

/// <summary>Reads the facts of the machine it runs on.</summary>
public static class HostFactsReader
{
    public static async Task<HostFacts> ReadAsync(FactsRequest request, TimeProvider time, CancellationToken cancel)
    {
        var users = UsersAsync(request.Users, cancel);
        var systemd = SystemdAsync(cancel);
        var os = KeyValues("/etc/os-release", '=');
        var memory = KeyValues("/proc/meminfo", ':');
        return new HostFacts
        {
            HostName = Environment.MachineName,
            Os = os.GetValueOrDefault("ID", "unknown"),
            OsVersion = os.GetValueOrDefault("VERSION_ID", "unknown"),
            Cpu = RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant(),
            Cores = Environment.ProcessorCount,
            User = Posix.EffectiveUser(),
            MemoryBytes = Kilobytes(memory, "MemTotal"),
            MemoryAvailableBytes = Kilobytes(memory, "MemAvailable"),
            Clock = time.GetUtcNow(),
            Disks = [.. request.Paths.Select(FileSystemSpace.Of).OfType<DiskFacts>()],
            Programs = request.Programs.Distinct()
                .Select(name => (Name: name, Path: Programs.Find(name)))
                .Where(p => p.Path is not null)
                .ToDictionary(p => p.Name, p => p.Path!),
            Systemd = await systemd,
            Users = await users,
        };
    }

    private static async Task<IReadOnlyDictionary<string, UserFacts>> UsersAsync(IReadOnlyList<string> names, CancellationToken cancel)
    {
        if (names.Count == 0)
            return new Dictionary<string, UserFacts>();
        var lines = await Command.RunAsync(new CommandLine("getent", ["passwd", "--", .. names]), cancel);
        return lines.Output.Split('\n')
            .Select(line => line.Split(':'))
            .Where(f => f.Length == 7 && names.Contains(f[0]))
            .DistinctBy(f => f[0])
            .ToDictionary(f => f[0], f => new UserFacts(Number(f[2]), Number(f[3]), f[5], f[6]));
    }

    private static async Task<int?> SystemdAsync(CancellationToken cancel)
    {
        if (!Directory.Exists("/run/systemd/system"))
            return null;
        var said = await Command.RunAsync(new CommandLine("systemctl", "--version"), cancel);
        return said.Output.Split(' ', 3) is ["systemd", var number, ..] && int.TryParse(number, CultureInfo.InvariantCulture, out var version) ? version : null;
    }

    private static Dictionary<string, string> KeyValues(string path, char separator)
    {
        if (!File.Exists(path))
            return [];
        return File.ReadLines(path)
            .Select(line => line.Split(separator, 2))
            .Where(pair => pair.Length == 2)
            .DistinctBy(pair => pair[0])
            .ToDictionary(pair => pair[0], pair => pair[1].Trim().Trim('"'));
    }

    private static long Kilobytes(Dictionary<string, string> memory, string key) =>
        memory.TryGetValue(key, out var text) && long.TryParse(text.Split(' ')[0], CultureInfo.InvariantCulture, out var kilobytes) ? kilobytes * 1024 : 0;

    private static int Number(string text) => unchecked((int)long.Parse(text, CultureInfo.InvariantCulture));
}
