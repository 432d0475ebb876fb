using System.Text.Json;
using Microsoft.Win32.SafeHandles;
using Slipway.Files;
using Slipway.Hosts;

namespace Slipway.Deployments.Transactions;

/// <summary>
/// The lock of one app environment on a host: an flock that the kernel frees with its holder's death, however it dies.
/// The holder file beside it is for people only.
/// </summary>
public sealed class HostLock : IDisposable
{
    /// <summary>Somebody who only looks whether it is free holds it for microseconds.</summary>
    private const int TriesAgainstLookers = 1000;
    private readonly SafeFileHandle _file;

    private HostLock(SafeFileHandle file) => _file = file;

    /// <returns>Null when somebody else holds it.</returns>
    public static HostLock? TryTake(HostLayout layout, LockHolder holder)
    {
        Directory.CreateDirectory(layout.State, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var file = Posix.OpenLock(layout.LockFile);
        for (var tries = 0; !Posix.TryLock(file); tries++)
        {
            if (tries == TriesAgainstLookers)
            {
                file.Dispose();
                return null;
            }

            Thread.Yield();
        }

        TryTell(layout, holder);
        return new HostLock(file);
    }

    /// <summary>The lock counts without it: a full disk must not keep a recovery from its work.</summary>
    private static void TryTell(HostLayout layout, LockHolder holder)
    {
        try
        {
            AtomicFile.Write(layout.HolderFile, JsonSerializer.Serialize(holder, DeploymentsJson.Default.LockHolder));
        }
        catch (IOException)
        {
            Posix.Unlink(layout.HolderFile);
        }
    }

    /// <summary>Who holds the lock now; null when it is free.</summary>
    public static LockHolder? Holder(HostLayout layout)
    {
        if (!File.Exists(layout.LockFile))
            return null;
        using (var file = Posix.OpenLock(layout.LockFile))
            if (Posix.IsUnlocked(file))
                return null;
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(layout.HolderFile), DeploymentsJson.Default.LockHolder);
        }
        catch (Exception e) when (e is IOException or JsonException)
        {
            return new LockHolder("", "unknown", "unknown", default, 0);
        }
    }

    public void Dispose()
    {
        if (_file.IsClosed)
            return;
        Posix.Unlock(_file);
        _file.Dispose();
    }
}

/// <param name="Who">user@machine.</param>
/// <param name="Command">"deploy 17-3fa9c2d1".</param>
/// <param name="Process">Process id on the host.</param>
public sealed record LockHolder(string Transaction, string Who, string Command, DateTimeOffset Since, int Process)
{
    /// <summary>The command of one that only puts right what was interrupted.</summary>
    public const string Recover = "recover";

    public string Describe(DateTimeOffset now) =>
        $"{Who} runs {Command} since {Since:yyyy-MM-dd HH:mm:ss} UTC ({Age(now - Since)}; process {Process} on the host)";

    private static string Age(TimeSpan age) => age.TotalMinutes < 1 ? $"{Math.Max(0, age.TotalSeconds):0} s" : $"{age.TotalMinutes:0} min";
}
