using System.Diagnostics;
using Slipway.Files;
using Xunit;

namespace Slipway.Tests.Deployments.Support;

/// <summary>A file system of its own, mounted for one test.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly string _path;

    private SmallDisk(string path) => _path = path;

    public string this[string name] => Path.Combine(_path, name);

    public static SmallDisk Ext4OrSkip(TempFolder folder, int megabytes)
    {
        var image = folder["disk.img"];
        using (var file = File.Create(image))
            file.SetLength((long)megabytes << 20);
        if (Run("mkfs.ext4", "-q", "-m", "0", image) is { } wrong)
            Assert.Skip("mkfs.ext4: " + wrong);
        return MountOrSkip(folder, "ext4", image, "loop");
    }

    public static SmallDisk MountOrSkip(TempFolder folder, string type, string device, string options = "defaults", string? at = null)
    {
        if (Posix.EffectiveUser() != 0)
            Assert.Skip("only root can mount");
        var path = at ?? Directory.CreateDirectory(folder["mnt"]).FullName;
        if (Run("mount", "-t", type, "-o", options, device, path) is { } wrong)
            Assert.Skip("mount: " + wrong);
        return new(path);
    }

    /// <summary>Until not one more block can be had.</summary>
    public void Fill()
    {
        using var file = new FileStream(this["filler"], FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        foreach (var size in new[] { 1 << 20, 1 << 16, 4096, 1 })
            try
            {
                while (true)
                {
                    file.Write(new byte[size]);
                    file.Flush(flushToDisk: true);
                }
            }
            catch (IOException)
            {
            }
    }

    public void Dispose() => Assert.Null(Run("umount", _path));

    private static string? Run(string program, params string[] words)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, words) { RedirectStandardError = true })!;
            var errors = process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? null : errors;
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            return e.Message;
        }
    }
}
