namespace Slipway.Lab;

/// <summary>An flock on a file; the kernel frees it when the process ends, however it ends.</summary>
internal static class FileLock
{
    /// <summary>Takes the lock if it is free; null otherwise.</summary>
    public static FileStream? TryTake(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Waits for the lock.</summary>
    /// <exception cref="LabException">It was not free within the deadline.</exception>
    public static async Task<FileStream> TakeAsync(string path, TimeSpan deadline, string what)
    {
        var end = TimeProvider.System.GetTimestamp();
        while (true)
        {
            if (TryTake(path) is { } taken) return taken;
            if (TimeProvider.System.GetElapsedTime(end) > deadline)
                throw new LabException($"{what} is held by another lab for more than {deadline}. Who has {path} open? (fuser {path})");
            await Task.Delay(50);
        }
    }
}
