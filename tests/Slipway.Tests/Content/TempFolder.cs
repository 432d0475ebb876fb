using System.Text;
using Slipway.Files;

namespace Slipway.Tests.Content;

/// <summary>A folder that is removed after the test; in memory where that is possible, so that a busy disk does not slow the tests.</summary>
internal sealed class TempFolder : IDisposable
{
    private const string Memory = "/dev/shm";

    public string Path { get; } = Directory.Exists(Memory)
        ? Directory.CreateDirectory($"{Memory}/slipway-test-{Guid.NewGuid():n}").FullName
        : Directory.CreateTempSubdirectory("slipway-test-").FullName;

    public string this[string relative] => System.IO.Path.Combine(Path, relative);

    public string Write(string relative, string content, int mode = 0b110_100_100) => Write(relative, Encoding.UTF8.GetBytes(content), mode);

    public string Write(string relative, byte[] content, int mode = 0b110_100_100)
    {
        var path = this[relative];
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
        Posix.ChangeMode(path, mode);
        return path;
    }

    public string Folder(string relative) => Directory.CreateDirectory(this[relative]).FullName;

    public void Link(string relative, string target)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(this[relative])!);
        Posix.Symlink(target, this[relative]);
    }

    public void Dispose()
    {
        if (Directory.Exists(Path))
            Directory.Delete(Path, recursive: true);
    }
}
