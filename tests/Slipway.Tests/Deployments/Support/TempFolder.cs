using Slipway.Hosts;

namespace Slipway.Tests.Deployments.Support;

/// <summary>A short folder in memory, so that syncs cost nothing; removed at the end.</summary>
internal sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateDirectory(System.IO.Path.Combine(
        Directory.Exists("/dev/shm") ? "/dev/shm" : "/tmp", $"slw-{Guid.NewGuid().ToString("n")[..10]}")).FullName;

    public string this[string name] => System.IO.Path.Combine(Path, name);

    public HostLayout Layout(string environment = "test") => HostLayout.Local("shop", environment, this[environment], this["run-" + environment]);

    public void Dispose() => Directory.Delete(Path, recursive: true);

    /// <summary>Every name below a folder with its kind, mode, link target or content: equal when nothing has changed.</summary>
    public static string Picture(string folder) => string.Join('\n', Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(path =>
    {
        var name = System.IO.Path.GetRelativePath(folder, path);
        return new FileInfo(path).LinkTarget is { } target ? $"{name} -> {target}"
            : Directory.Exists(path) ? $"{name}/"
            : $"{name} {File.GetUnixFileMode(path)} {Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(path)))[..16]}";
    }));
}
