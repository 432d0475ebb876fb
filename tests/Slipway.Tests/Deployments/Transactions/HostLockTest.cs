using System.Diagnostics;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Slipway.Deployments.Transactions;
using Slipway.Tests.Deployments.Support;
using Xunit;

namespace Slipway.Tests.Deployments.Transactions;

public sealed partial class HostLockTest : IDisposable
{
    private static readonly LockHolder Ann = new("tx1", "ann@laptop", "deploy 1-x", new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), 42);
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void One_holds_it_and_the_other_learns_who()
    {
        var layout = _folder.Layout();
        Assert.Null(HostLock.Holder(layout));
        using (HostLock.TryTake(layout, Ann))
        {
            Assert.Null(HostLock.TryTake(layout, Ann with { Who = "bob@desk" }));
            Assert.Equal(Ann, HostLock.Holder(layout));
            using var other = HostLock.TryTake(_folder.Layout("other"), Ann);
            Assert.NotNull(other);
        }

        Assert.Null(HostLock.Holder(layout));
        using var again = HostLock.TryTake(layout, Ann);
        Assert.NotNull(again);
    }

    /// <summary>A child that is being started has copies of all descriptors from its fork to its exec.</summary>
    [Fact]
    public void It_is_free_although_a_copy_of_its_descriptor_is_still_open()
    {
        var layout = _folder.Layout();
        var held = HostLock.TryTake(layout, Ann)!;
        var descriptor = Directory.EnumerateFiles("/proc/self/fd").First(f => new FileInfo(f).LinkTarget == layout.LockFile);
        using var copy = new SafeFileHandle(Duplicate(int.Parse(Path.GetFileName(descriptor))), ownsHandle: true);
        held.Dispose();
        Assert.Null(HostLock.Holder(layout));
        using var again = HostLock.TryTake(layout, Ann);
        Assert.NotNull(again);
    }

    [Fact]
    public void A_killed_holder_frees_it()
    {
        var layout = _folder.Layout();
        HostLock.TryTake(layout, Ann)!.Dispose();
        using var holder = Process.Start(new ProcessStartInfo("flock", ["--no-fork", layout.LockFile, "sleep", "600"]))!;
        try
        {
            Assert.True(SpinWait.SpinUntil(() => HostLock.Holder(layout) is not null, TimeSpan.FromSeconds(20)));
            Assert.Null(HostLock.TryTake(layout, Ann));
        }
        finally
        {
            holder.Kill();
            holder.WaitForExit();
        }

        using var taken = HostLock.TryTake(layout, Ann);
        Assert.NotNull(taken);
    }

    [Fact]
    public void A_broken_holder_file_is_no_obstacle()
    {
        var layout = _folder.Layout();
        using var held = HostLock.TryTake(layout, Ann);
        File.WriteAllText(layout.HolderFile, "{");
        Assert.Equal("unknown", HostLock.Holder(layout)!.Who);
    }

    [Fact]
    public void Describes_the_holder() => Assert.Equal(
        "ann@laptop runs deploy 1-x since 2026-01-02 03:04:05 UTC (2 min; process 42 on the host)", Ann.Describe(Ann.Since.AddSeconds(120)));

    [LibraryImport("libc", EntryPoint = "dup")]
    private static partial int Duplicate(int descriptor);
}
