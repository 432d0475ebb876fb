namespace Slipway.Lab;

/// <summary>
/// A machine's file system: an overlay of the image and a directory of its own, which lies in an ext4 image file
/// for machines whose power can be cut.
/// </summary>
internal sealed class Root(string directory, string image, HostDisk disk, int megabytes)
{
    private const int InodesPerMegabyte = 32;

    private string DiskFile => Path.Combine(directory, "disk.img");
    private string Store => Path.Combine(directory, "store");
    private string Ballast => Path.Combine(Store, "ballast");

    /// <summary>The root directory as the machine sees it, while mounted.</summary>
    public string Mounted => Path.Combine(directory, "root");

    /// <summary>Makes an empty disk; whatever was on it is gone.</summary>
    public async Task CreateAsync()
    {
        await Command.RequireAsync("rm", "-rf", "--one-file-system", Store, DiskFile);
        Directory.CreateDirectory(Store);
        Directory.CreateDirectory(Mounted);
        if (disk != HostDisk.Ext4) return;
        await using (var file = File.Create(DiskFile)) file.SetLength((long)megabytes << 20);
        await Command.RequireAsync("mkfs.ext4", "-q", "-m", "0", "-N", (megabytes * InodesPerMegabyte).ToString(), "-O", "^resize_inode",
            "-E", "lazy_itable_init=0,lazy_journal_init=0", DiskFile);
    }

    public async Task MountAsync()
    {
        if (disk == HostDisk.Ext4) await MountDiskAsync();
        foreach (var part in new[] { "upper", "work", "ballast" }) Directory.CreateDirectory(Path.Combine(Store, part));
        await Command.RequireAsync("mount", "-t", "overlay", "overlay", "-o",
            $"lowerdir={image},upperdir={Store}/upper,workdir={Store}/work,redirect_dir=on", Mounted);
    }

    public async Task UnmountAsync()
    {
        await Mounts.RemoveAsync(Mounted);
        await Mounts.RemoveAsync(Store);
    }

    /// <summary>The disk keeps what it has at this instant; every later write is lost.</summary>
    public void CutPower()
    {
        RequireDisk();
        Native.CutPower(Store);
    }

    /// <summary>
    /// After <see cref="CutPower"/>: the next life gets a copy of the disk. The dead file system stays as long as another machine's mount
    /// namespace holds it, and what it still writes then would go over what the next life has made (seen as directories with wrong checksums).
    /// </summary>
    public async Task TakeDiskAsync()
    {
        var copy = DiskFile + ".copy";
        await Command.RequireAsync("cp", "--sparse=always", DiskFile, copy);
        File.Move(copy, DiskFile, overwrite: true);
    }

    /// <summary>Leaves <paramref name="leaveBytes"/> free on the disk.</summary>
    public async Task FillAsync(long leaveBytes)
    {
        RequireDisk();
        long Excess() => new DriveInfo(Store).AvailableFreeSpace - leaveBytes;
        var most = Excess();
        for (var i = 0; Math.Min(most, Excess()) is var size and >= 4096; i++)
        {
            // The disk needs some blocks for itself, so the last pieces are found by halving.
            if (!await Command.SucceedsAsync("fallocate", "-l", size.ToString(), Path.Combine(Ballast, $"bytes-{i}"))) most = size / 2;
        }
    }

    /// <summary>Uses up inodes until no more than <paramref name="leave"/> are free.</summary>
    public async Task FillInodesAsync(int leave)
    {
        RequireDisk();
        var free = int.Parse((await Command.RequireAsync("stat", "-f", "-c", "%d", Store)).Trim());
        var folder = Directory.CreateDirectory(Path.Combine(Ballast, "inodes")).FullName;
        var first = Directory.EnumerateFileSystemEntries(folder).Count();
        await Task.Run(() =>
        {
            for (var i = 0; i < free - leave - 1; i++)
            {
                try
                {
                    File.CreateSymbolicLink(Path.Combine(folder, (first + i).ToString()), "x");
                }
                catch (IOException)
                {
                    return; // full to the brim
                }
            }
        });
    }

    /// <summary>Takes the ballast of the two methods above away.</summary>
    public Task FreeAsync() => Command.RequireAsync("find", Ballast, "-mindepth", "1", "-delete");

    private async Task MountDiskAsync()
    {
        var device = (await Command.RequireAsync("losetup", "--find", "--show", "--direct-io=on", DiskFile)).Trim();
        try
        {
            await Command.RequireAsync("mount", device, Store);
        }
        finally
        {
            await Command.RunAsync("losetup", ["--detach", device]); // takes effect when it is unmounted
        }
    }

    private void RequireDisk()
    {
        if (disk != HostDisk.Ext4) throw new LabException("This machine has no disk of its own: start it with HostDisk.Ext4.");
    }
}
