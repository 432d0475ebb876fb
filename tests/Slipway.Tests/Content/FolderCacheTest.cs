using Slipway.Content;
using Slipway.Files;
using Xunit;

namespace Slipway.Tests.Content;

public class FolderCacheTest
{
    [Fact]
    public void A_saved_folder_comes_back_exactly_as_a_copy_of_its_own()
    {
        using var temp = new TempFolder();
        var file = temp.Write("venv/bin/tool", "tool", 0b111_101_101);
        temp.Link("venv/bin/python", "/usr/bin/python3");
        temp.Folder("venv/empty");
        File.SetLastWriteTimeUtc(file, new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc));
        var cache = new FolderCache(temp["cache"], TimeProvider.System);
        Assert.False(cache.TryRestore("k", temp["r1"]));
        Assert.False(Path.Exists(temp["r1"]));
        cache.Save("k", temp["venv"]);
        Assert.True(cache.TryRestore("k", temp["r1"]));
        var copy = Posix.Status(temp["r1/bin/tool"])!.Value;
        Assert.Equal((0b111_101_101, 1u), (copy.Mode, copy.Links));
        Assert.Equal(File.GetLastWriteTimeUtc(file), File.GetLastWriteTimeUtc(temp["r1/bin/tool"])); // Python compares it with its compiled file
        Assert.Equal("/usr/bin/python3", new FileInfo(temp["r1/bin/python"]).LinkTarget);
        Assert.True(Directory.Exists(temp["r1/empty"]));
        File.AppendAllText(temp["r1/bin/tool"], "!");
        cache.TryRestore("k", temp["r2"]);
        Assert.Equal("tool", File.ReadAllText(temp["r2/bin/tool"]));
    }

    [Fact]
    public void The_three_used_last_stay()
    {
        using var temp = new TempFolder();
        temp.Write("f/a", "1");
        var clock = new Steps();
        var cache = new FolderCache(temp["cache"], clock);
        foreach (var key in (string[])["a", "b", "c"])
            cache.Save(key, temp["f"]);
        Assert.True(cache.TryRestore("a", temp["r"]));
        cache.Save("d", temp["f"]);
        Assert.Equal(["a", "c", "d"], Directory.GetDirectories(temp["cache"]).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void A_folder_that_was_saved_half_is_not_used()
    {
        using var temp = new TempFolder();
        temp.Write("cache/k.tmp/half", "1");
        temp.Write("f/a", "1");
        var cache = new FolderCache(temp["cache"], TimeProvider.System);
        Assert.False(cache.TryRestore("k", temp["r"]));
        cache.Save("k", temp["f"]);
        Assert.Equal(["a"], Directory.GetFileSystemEntries(temp["cache/k"]).Select(Path.GetFileName));
        Assert.Equal(["k"], Directory.GetDirectories(temp["cache"]).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("a/b")]
    public void A_key_is_a_plain_name(string key)
    {
        using var temp = new TempFolder();
        Assert.Throws<ArgumentException>(() => new FolderCache(temp["cache"], TimeProvider.System).TryRestore(key, temp["r"]));
    }

    private sealed class Steps : TimeProvider
    {
        private int _minutes;

        public override DateTimeOffset GetUtcNow() => new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(++_minutes);
    }
}
