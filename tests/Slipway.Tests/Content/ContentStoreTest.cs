using System.Security.Cryptography;
using FsCheck;
using FsCheck.Fluent;
using Slipway.Content;
using Slipway.Files;
using Slipway.Problems;
using Xunit;

namespace Slipway.Tests.Content;

public class ContentStoreTest
{
    [Fact]
    public void Only_missing_content_is_asked_for_and_each_once()
    {
        using var temp = new TempFolder();
        temp.Write("src/a", "one");
        temp.Write("src/b", "one");
        temp.Write("src/c", "two");
        var built = Samples.Build(temp["src"]);
        var store = new ContentStore(temp["store"]);
        Assert.Equal(2, store.Missing(built.Manifest).Count);
        Assert.Equal(1, store.Receive(new MemoryStream(Samples.Pack(built, [Digest.Of("one"u8)])), built.Manifest.Objects, "t1"));
        Assert.Equal([Digest.Of("two"u8)], store.Missing(built.Manifest));
        store.Receive(new MemoryStream(Samples.Pack(built, store.Missing(built.Manifest))), built.Manifest.Objects, "t2");
        Assert.Empty(store.Missing(built.Manifest));
        var path = store.ObjectPath(Digest.Of("two"u8));
        Assert.Equal("two", File.ReadAllText(path));
        Assert.Equal(0b100_100_100, Posix.Status(path)!.Value.Mode);
        Assert.Empty(Directory.GetFileSystemEntries(temp["store/incoming"]));
    }

    [Fact]
    public void Three_thousand_objects_arrive()
    {
        using var temp = new TempFolder();
        for (var i = 0; i < 3000; i++)
            temp.Write($"src/{i % 30}/{i}", $"content {i}");
        var built = Samples.Build(temp["src"]);
        var store = Samples.Store(temp, built);
        Assert.Empty(store.Missing(built.Manifest));
        Assert.Equal(3000, built.Manifest.Objects.Count);
    }

    [Fact]
    public void Large_and_empty_files_arrive_exactly()
    {
        using var temp = new TempFolder();
        var large = RandomNumberGenerator.GetBytes(3_000_001);
        temp.Write("src/large", large);
        temp.Write("src/empty", "");
        var built = Samples.Build(temp["src"]);
        var store = Samples.Store(temp, built);
        Assert.Equal(large, File.ReadAllBytes(store.ObjectPath(Digest.Of(large))));
        Assert.Empty(File.ReadAllBytes(store.ObjectPath(Digest.Of([]))));
    }

    // The pack is cut or one byte is changed at a random place: either a problem and nothing is kept, or what was kept is right.
    [Fact]
    public void A_damaged_pack_leaves_nothing_wrong_in_the_store()
    {
        using var temp = new TempFolder();
        for (var i = 0; i < 40; i++)
            temp.Write($"src/{i}", RandomNumberGenerator.GetBytes(i * 37));
        var built = Samples.Build(temp["src"]);
        var pack = Samples.Pack(built);
        var run = 0;
        Prop.ForAll(Gen.Choose(0, pack.Length - 1).Zip(Gen.Choose(0, 255)).ToArbitrary(), damage =>
        {
            var bytes = damage.Item2 == 0 ? pack[..damage.Item1] : [.. pack];
            if (damage.Item2 != 0)
                bytes[damage.Item1] ^= (byte)damage.Item2;
            var store = new ContentStore(temp[$"store{run++}"]);
            try
            {
                store.Receive(new MemoryStream(bytes), built.Manifest.Objects, "t");
                // A damaged byte that the decompressor does not look at.
                Assert.NotEqual(0, damage.Item2);
            }
            catch (ProblemException e)
            {
                Assert.Equal("content.pack-corrupt", e.Problem.Code);
                Assert.Equal(built.Manifest.Objects.Count, store.Missing(built.Manifest).Count);
            }

            foreach (var digest in built.Manifest.Objects.Keys.Except(store.Missing(built.Manifest)))
                Assert.Equal(digest, Digest.Of(File.ReadAllBytes(store.ObjectPath(digest))));
            Assert.Empty(Directory.GetFileSystemEntries(temp[$"store{run - 1}/incoming"]));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Content_that_nobody_asked_for_is_refused()
    {
        using var temp = new TempFolder();
        temp.Write("src/a", "one");
        var built = Samples.Build(temp["src"]);
        var store = new ContentStore(temp["store"]);
        var expected = new Dictionary<Digest, long> { [Digest.Of("one"u8)] = 4 };
        Assert.Equal("content.pack-corrupt", Samples.CodeOf(() => store.Receive(new MemoryStream(Samples.Pack(built)), expected, "t")));
        Assert.Single(store.Missing(built.Manifest));
    }

    [Fact]
    public void A_file_that_changed_after_the_manifest_stops_the_pack()
    {
        using var temp = new TempFolder();
        temp.Write("src/a", "one");
        var built = Samples.Build(temp["src"]);
        temp.Write("src/a", "two");
        Assert.Equal("content.changed", Samples.CodeOf(() => Samples.Pack(built)));
        temp.Write("src/a", "on");
        Assert.Equal("content.changed", Samples.CodeOf(() => Samples.Pack(built)));
        File.Delete(temp["src/a"]);
        Assert.Equal("content.changed", Samples.CodeOf(() => Samples.Pack(built)));
    }

    [Fact]
    public void Collect_removes_old_objects_that_no_kept_manifest_names()
    {
        using var temp = new TempFolder();
        temp.Write("src/kept", "kept");
        var kept = Samples.Build(temp["src"]);
        temp.Write("src/old", "old!!");
        temp.Write("src/young", "young");
        var built = Samples.Build(temp["src"]);
        var store = Samples.Store(temp, built);
        foreach (var name in (string[])["kept", "old!!"])
            File.SetLastWriteTimeUtc(store.ObjectPath(Digest.Of(System.Text.Encoding.UTF8.GetBytes(name))), DateTime.UtcNow.AddMinutes(-61));
        temp.Folder("store/incoming/dead");
        temp.Folder("store/incoming/open");
        Assert.Equal(new Collected(1, 5), store.Collect([kept.Manifest], new HashSet<string> { "open" }, TimeProvider.System));
        Assert.Equal([Digest.Of("old!!"u8)], store.Missing(built.Manifest));
        Assert.Equal(["open"], Directory.GetDirectories(temp["store/incoming"]).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("size=256k", "bytes")]
    [InlineData("nr_inodes=30", "inodes")]
    public void A_full_disk_keeps_nothing_half_and_says_so(string limit, string what)
    {
        using var temp = new TempFolder();
        for (var i = 0; i < 100; i++)
            temp.Write($"src/{i}", RandomNumberGenerator.GetBytes(8000));
        var built = Samples.Build(temp["src"]);
        using var disk = SmallDisk.Mount(temp.Folder("disk"), limit);
        var store = new ContentStore(temp["disk/store"]);
        var before = Posix.Free(temp["disk"]);
        Assert.Equal("content.little-space", Samples.CodeOf(() => SpaceNeeded.For(built.Manifest, store.Missing(built.Manifest)).Require(temp["disk"])));
        var thrown = Assert.Throws<ProblemException>(() => store.Receive(new MemoryStream(Samples.Pack(built)), built.Manifest.Objects, "t"));
        Assert.Equal("content.disk-full", thrown.Problem.Code);
        Assert.Contains(what == "bytes" ? "free: 0.0 MiB" : "and 0 inodes", thrown.Problem.Detail);
        Assert.Equal(100, store.Missing(built.Manifest).Count);
        Assert.Empty(Directory.GetFileSystemEntries(temp["disk/store/incoming"]));
        Assert.InRange(Posix.Free(temp["disk"]).Bytes, before.Bytes - 8192, before.Bytes);
    }
}
