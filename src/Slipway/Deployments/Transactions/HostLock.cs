using System.Text.Json;
using Slipway.Files;
using Slipway.Hosts;

namespace Slipway.Deployments.Transactions;

/// <summary>
/// The lock of one app environment on a host: an flock that the kernel frees with its holder's death, however it dies.
/// The holder file beside it is for people only.
/// </summary>
public sealed class HostLock : IDisposable
{
    private readonly FileStream _file;

    private HostLock(FileStream file) => _file = file;

    /// <returns>Null when somebody else holds it.</returns>
    public static HostLock? TryTake(HostLayout layout, LockHolder holder)
    {
        Directory.CreateDirectory(layout.State, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        if (TryLock(layout) is not { } file)
            return null;

        AtomicFile.Write(layout.HolderFile, JsonSerializer.Serialize(holder, DeploymentsJson.Default.LockHolder));
        return new HostLock(file);
    }

    /// <summary>Who holds the lock now; null when it is free.</summary>
    public static LockHolder? Holder(HostLayout layout)
    {
        if (!File.Exists(layout.LockFile))
            return null;
        if (TryLock(layout) is { } free)
        {
            free.Dispose();
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(layout.HolderFile), DeploymentsJson.Default.LockHolder);
        }
        catch (Exception e) when (e is IOException or JsonException)
        {
            return new LockHolder("", "unknown", "unknown", default, 0);
        }
    }

    public void Dispose() => _file.Dispose();

    /// <summary>.NET takes a shared flock of its own on opening, which fails while somebody holds the exclusive one.</summary>
    private static FileStream? TryLock(HostLayout layout)
    {
        try
        {
            var file = Open(layout);
            if (Posix.TryLock(file.SafeFileHandle))
                return file;
            file.Dispose();
            return null;
        }
        catch (IOException e) when (e.HResult == Posix.EWOULDBLOCK)
        {
            return null;
        }
    }

    private static FileStream Open(HostLayout layout) => new(layout.LockFile, new FileStreamOptions
    {
        Mode = FileMode.OpenOrCreate,
        Access = FileAccess.ReadWrite,
        Share = FileShare.ReadWrite | FileShare.Delete,
        UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
    });
}

/// <param name="Who">user@machine.</param>
/// <param name="Command">"deploy 17-3fa9c2d1".</param>
/// <param name="Process">Process id on the host.</param>
public sealed record LockHolder(string Transaction, string Who, string Command, DateTimeOffset Since, int Process)
{
    public string Describe(DateTimeOffset now) =>
        $"{Who} runs {Command} since {Since:yyyy-MM-dd HH:mm:ss} UTC ({Age(now - Since)}; process {Process} on the host)";

    private static string Age(TimeSpan age) => age.TotalMinutes < 1 ? $"{Math.Max(0, age.TotalSeconds):0} s" : $"{age.TotalMinutes:0} min";
}
