using System.Security.Cryptography;
using Slipway.Content;
using Slipway.Files;
using Slipway.Problems;
using Xunit;

namespace Slipway.Tests.Content;

public class ReleaseTreeTest
{
    private static readonly string LongName = new('n', 250);

    [Fact]
    public void Odd_names_modes_symlinks_and_empty_folders_are_exact()
    {
        using var temp = new TempFolder();
        temp.Write("src/with space/line\nbreak", "1");
        temp.Write("src/é/日本語 🚀.txt", "2");
        temp.Write("src/" + LongName, "3");
        temp.Write("src/-rf *", "4", 0b110_000_000);
        temp.Write("src/run.sh", "5", 0b111_000_000);
        temp.Write("src/large", RandomNumberGenerator.GetBytes(1_000_003));
        temp.Folder("src/empty/deep");
        temp.Link("src/link", "with space/line\nbreak");
        temp.Link("src/é/dangling", "../not there yet");
        var built = Samples.Build(temp["src"]);
        var store = Samples.Store(temp, built);
        ReleaseTree.Create(built.Manifest, store, temp["r.tmp"], new TreePolicy());

        Assert.Empty(TreeCheck.Compare(temp["r.tmp"], built.Manifest, new TreePolicy()));
        Assert.Equal(built.Manifest.Id, Samples.Build(temp["r.tmp"]).Manifest.Id);
        Assert.Equal("1", File.ReadAllText(temp["r.tmp/with space/line\nbreak"]));
        Assert.Equal("3", File.ReadAllText(temp["r.tmp/" + LongName]));
        Assert.Equal("with space/line\nbreak", new FileInfo(temp["r.tmp/link"]).LinkTarget);
        Assert.Equal(0b110_100_100, Mode(temp["r.tmp/-rf *"]));
        Assert.Equal(0b111_101_101, Mode(temp["r.tmp/run.sh"]));
        Assert.Equal(0b111_101_101, Mode(temp["r.tmp/empty/deep"]));
        Assert.Equal(0b111_101_101, Mode(temp["r.tmp"]));
    }

    [Fact]
    public void Files_are_copies_so_writing_into_one_reaches_neither_store_nor_another_release()
    {
        using var temp = new TempFolder();
        temp.Write("src/a", "one");
        var built = Samples.Build(temp["src"]);
        var store = Samples.Store(temp, built);
        ReleaseTree.Create(built.Manifest, store, temp["r1"], new TreePolicy());
        ReleaseTree.Create(built.Manifest, store, temp["r2"], new TreePolicy());
        File.AppendAllText(temp["r1/a"], "!");
        Assert.Equal("one", File.ReadAllText(temp["r2/a"]));
        Assert.Equal("one", File.ReadAllText(store.ObjectPath(Digest.Of("one"u8))));
        Assert.Equal([new TreeDifference("a", TreeAspect.Size, "3", "4")], TreeCheck.Compare(temp["r1"], built.Manifest, new TreePolicy()));
    }

    [Fact]
    public void What_a_step_makes_of_a_file_in_the_same_second_is_younger_than_the_file_in_whole_seconds()
    {
        using var temp = new TempFolder();
        temp.Write("src/page.blade.php", "one");
        var built = Samples.Build(temp["src"]);
        var store = Samples.Store(temp, built);
        ReleaseTree.Create(built.Manifest, store, temp["r"], new TreePolicy());
        var compiled = temp.Write("r/compiled.php", "made of it");
        Assert.True(Seconds(temp["r/page.blade.php"]) < Seconds(compiled));

        static long Seconds(string path) => new DateTimeOffset(File.GetLastWriteTimeUtc(path)).ToUnixTimeSeconds();
    }

    [Fact]
    public void An_unchanged_file_is_as_old_in_the_next_release_so_that_browsers_need_not_fetch_it_again()
    {
        using var temp = new TempFolder();
        temp.Write("src/style.css", "one");
        var built = Samples.Build(temp["src"]);
        var store = Samples.Store(temp, built);
        ReleaseTree.Create(built.Manifest, store, temp["r1"], new TreePolicy());
        File.SetLastWriteTimeUtc(store.ObjectPath(Digest.Of("one"u8)), new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc));
        ReleaseTree.Create(built.Manifest, store, temp["r2"], new TreePolicy());
        Assert.Equal(new DateTime(2026, 1, 2, 3, 4, 3, DateTimeKind.Utc), File.GetLastWriteTimeUtc(temp["r2/style.css"]));
    }

    [Fact]
    public void Owner_and_modes_follow_the_policy()
    {
        if (Posix.EffectiveUser() != 0)
            Assert.Skip("needs root to give files away");
        using var temp = new TempFolder();
        temp.Write("src/a/b", "one");
        temp.Link("src/l", "a");
        var built = Samples.Build(temp["src"]);
        var policy = new TreePolicy(12345, 54321) { FolderMode = 0b111_101_000, FileMode = 0b110_100_000 };
        ReleaseTree.Create(built.Manifest, Samples.Store(temp, built), temp["r"], policy);
        foreach (var path in (string[])["r", "r/a", "r/a/b", "r/l"])
            Assert.Equal((12345, 54321), (Posix.Status(temp[path])!.Value.Uid, Posix.Status(temp[path])!.Value.Gid));
        Assert.Equal((0b111_101_000, 0b110_100_000), (Mode(temp["r/a"]), Mode(temp["r/a/b"])));
    }

    [Fact]
    public void A_damaged_object_is_removed_and_reported_missing()
    {
        using var temp = new TempFolder();
        temp.Write("src/a", "one");
        temp.Write("src/b", "two");
        var built = Samples.Build(temp["src"]);
        var store = Samples.Store(temp, built);
        var path = store.ObjectPath(Digest.Of("two"u8));
        Posix.ChangeMode(path, 0b110_000_000);
        File.WriteAllText(path, "tw0");
        Assert.Equal("content.object-corrupt", Samples.CodeOf(() => ReleaseTree.Create(built.Manifest, store, temp["r.tmp"], new TreePolicy())));
        Assert.Equal([Digest.Of("two"u8)], store.Missing(built.Manifest));
        Assert.False(Path.Exists(temp["r.tmp"]));
        Assert.Equal("content.object-missing", Samples.CodeOf(() => ReleaseTree.Create(built.Manifest, store, temp["r.tmp"], new TreePolicy())));
    }

    [Fact]
    public void What_an_interrupted_attempt_left_is_replaced()
    {
        using var temp = new TempFolder();
        temp.Write("src/a", "one");
        temp.Write("r.tmp/left/over", "x");
        var built = Samples.Build(temp["src"]);
        ReleaseTree.Create(built.Manifest, Samples.Store(temp, built), temp["r.tmp"], new TreePolicy());
        Assert.Equal(["a"], Directory.GetFileSystemEntries(temp["r.tmp"]).Select(Path.GetFileName));
    }

    [Fact]
    public void Every_kind_of_difference_is_found()
    {
        using var temp = new TempFolder();
        foreach (var name in (string[])["content", "gone", "mode", "kind", "ok", "sub/ok"])
            temp.Write("src/" + name, "one");
        temp.Link("src/link", "ok");
        var built = Samples.Build(temp["src"]);
        ReleaseTree.Create(built.Manifest, Samples.Store(temp, built), temp["r"], new TreePolicy());
        File.WriteAllText(temp["r/content"], "two");
        File.SetLastWriteTimeUtc(temp["r/content"], File.GetLastWriteTimeUtc(temp["r/ok"]));
        File.Delete(temp["r/gone"]);
        Posix.ChangeMode(temp["r/mode"], 0b110_110_110);
        File.Delete(temp["r/kind"]);
        Posix.Symlink("ok", temp["r/kind"]);
        Posix.Unlink(temp["r/link"]);
        Posix.Symlink("mode", temp["r/link"]);
        temp.Write("r/sub/new", "x");
        temp.Write("r/cache/new", "x");
        temp.Write("r/.slipway/manifest", "x");
        TreeDifference[] expected =
        [
            new("content", TreeAspect.Content, Digest.Of("one"u8).ToString(), Digest.Of("two"u8).ToString()),
            new("gone", TreeAspect.Missing, "File", null),
            new("kind", TreeAspect.Kind, "File", "Symlink"),
            new("link", TreeAspect.Target, "ok", "mode"),
            new("mode", TreeAspect.Mode, "0644", "0666"),
            new("sub/new", TreeAspect.Added, null, "File"),
        ];
        Assert.Equal(expected, TreeCheck.Compare(temp["r"], built.Manifest, new TreePolicy(), new HashSet<string> { "cache" }));
    }

    [Theory]
    [InlineData("size=1m")]
    [InlineData("nr_inodes=150")]
    public void A_full_disk_leaves_no_tree(string limit)
    {
        using var temp = new TempFolder();
        for (var i = 0; i < 100; i++)
            temp.Write($"src/{i}", RandomNumberGenerator.GetBytes(8000));
        var built = Samples.Build(temp["src"]);
        using var disk = SmallDisk.Mount(temp.Folder("disk"), limit);
        var store = new ContentStore(temp["disk/store"]);
        if (limit[0] == 's')
            store.Receive(new MemoryStream(Samples.Pack(built)), built.Manifest.Objects, "t");
        else
            store = Samples.Store(temp, built);
        for (var i = 0; limit[0] == 'n' && i < 60; i++)
            temp.Write($"disk/filler/{i}", "");
        var thrown = Assert.Throws<ProblemException>(() => ReleaseTree.Create(built.Manifest, store, temp["disk/r.tmp"], new TreePolicy()));
        Assert.Equal("content.disk-full", thrown.Problem.Code);
        Assert.False(Path.Exists(temp["disk/r.tmp"]));
        Assert.Empty(store.Missing(built.Manifest));
    }

    private static int Mode(string path) => Posix.Status(path)!.Value.Mode;
}
