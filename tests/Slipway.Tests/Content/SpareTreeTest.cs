using Slipway.Content;
using Slipway.Files;
using Xunit;

namespace Slipway.Tests.Content;

public class SpareTreeTest
{
    private static readonly TreePolicy Policy = new();

    [Fact]
    public void A_release_made_of_a_spare_is_exact_and_keeps_what_both_have()
    {
        using var temp = new TempFolder();
        temp.Write("src/stays", "1");
        temp.Write("src/changes", "2");
        temp.Write("src/goes/with its/folder", "3");
        temp.Write("src/becomes a folder", "4");
        temp.Write("src/becomes a file/x", "5");
        temp.Write("src/run.sh", "6");
        temp.Folder("src/empty");
        temp.Link("src/link", "stays");
        temp.Link("src/other", "stays");
        var old = Samples.Build(temp["src"]);
        var spare = Spare(temp, old);
        spare.Make(old.Manifest, TimeProvider.System);
        var kept = Inode(Path.Combine(Assert.Single(Spares(temp)), "stays"));

        File.WriteAllText(temp["src/changes"], "two");
        Directory.Delete(temp["src/goes"], recursive: true);
        File.Delete(temp["src/becomes a folder"]);
        temp.Write("src/becomes a folder/deep/y", "7");
        Directory.Delete(temp["src/becomes a file"], recursive: true);
        temp.Write("src/becomes a file", "8");
        Posix.ChangeMode(temp["src/run.sh"], 0b111_101_101);
        Directory.Delete(temp["src/empty"]);
        temp.Folder("src/new and empty");
        File.Delete(temp["src/link"]);
        temp.Link("src/link", "changes");
        var changed = Samples.Build(temp["src"]);
        Samples.Store(temp, changed);
        spare.CreateRelease(changed.Manifest, id => id == old.Manifest.Id.ToString() ? old.Manifest : null, temp["releases/2.tmp"]);

        Assert.Empty(TreeCheck.Compare(temp["releases/2.tmp"], changed.Manifest, Policy));
        Assert.Equal(Policy.FolderMode, Posix.Status(temp["releases/2.tmp"])!.Value.Mode);
        Assert.Equal(kept, Inode(temp["releases/2.tmp/stays"]));
        Assert.Empty(Spares(temp));
    }

    [Fact]
    public void Only_the_caller_can_enter_a_spare()
    {
        using var temp = new TempFolder();
        temp.Write("src/a", "1");
        var built = Samples.Build(temp["src"]);
        Spare(temp, built).Make(built.Manifest, TimeProvider.System);
        Assert.Equal(0b111_000_000, Posix.Status(Assert.Single(Spares(temp)))!.Value.Mode);
    }

    [Theory]
    [InlineData("content")]
    [InlineData("same size")]
    [InlineData("mode")]
    [InlineData("missing")]
    [InlineData("link")]
    public void A_spare_that_was_touched_is_not_used(string what)
    {
        using var temp = new TempFolder();
        temp.Write("src/a", "1");
        temp.Write("src/b/c", "2");
        temp.Link("src/link", "a");
        var built = Samples.Build(temp["src"]);
        var spare = Spare(temp, built);
        spare.Make(built.Manifest, TimeProvider.System);
        var folder = Assert.Single(Spares(temp));
        var untouched = Inode(Path.Combine(folder, "b/c"));
        Thread.Sleep(20); // the kernel's clock for files ticks every few milliseconds
        switch (what)
        {
            case "content":
                File.AppendAllText(Path.Combine(folder, "a"), "!");
                break;
            case "same size":
                File.WriteAllText(Path.Combine(folder, "a"), "9");
                File.SetLastWriteTimeUtc(Path.Combine(folder, "a"), DateTime.UnixEpoch);
                break;
            case "mode":
                Posix.ChangeMode(Path.Combine(folder, "a"), 0b111_111_111);
                break;
            case "missing":
                File.Delete(Path.Combine(folder, "a"));
                break;
            case "link":
                File.Delete(Path.Combine(folder, "link"));
                File.CreateSymbolicLink(Path.Combine(folder, "link"), "b");
                break;
        }

        spare.CreateRelease(built.Manifest, _ => built.Manifest, temp["releases/1.tmp"]);

        Assert.Empty(TreeCheck.Compare(temp["releases/1.tmp"], built.Manifest, Policy));
        Assert.NotEqual(untouched, Inode(temp["releases/1.tmp/b/c"]));
    }

    [Fact]
    public void Without_a_spare_and_with_one_whose_manifest_has_gone_the_release_is_made_anew()
    {
        using var temp = new TempFolder();
        temp.Write("src/a", "1");
        var built = Samples.Build(temp["src"]);
        var spare = Spare(temp, built);
        spare.CreateRelease(built.Manifest, _ => built.Manifest, temp["releases/1.tmp"]);
        spare.Make(built.Manifest, TimeProvider.System);
        spare.CreateRelease(built.Manifest, _ => null, temp["releases/2.tmp"]);

        Assert.Empty(TreeCheck.Compare(temp["releases/1.tmp"], built.Manifest, Policy));
        Assert.Empty(TreeCheck.Compare(temp["releases/2.tmp"], built.Manifest, Policy));
        Assert.Single(Spares(temp));
    }

    [Fact]
    public void A_newer_spare_replaces_an_older_one_and_the_same_is_not_made_twice()
    {
        using var temp = new TempFolder();
        temp.Write("src/a", "1");
        var one = Samples.Build(temp["src"]);
        var spare = Spare(temp, one);
        spare.Make(one.Manifest, TimeProvider.System);
        var first = Assert.Single(Spares(temp));
        spare.Make(one.Manifest, TimeProvider.System);
        Assert.Equal(first, Assert.Single(Spares(temp)));
        Directory.CreateDirectory(temp["releases/.spare-half/left by a power cut"]);

        temp.Write("src/b", "2");
        var two = Samples.Build(temp["src"]);
        Samples.Store(temp, two);
        spare.Make(two.Manifest, TimeProvider.System);

        Assert.Contains(two.Manifest.Id.ToString(), Assert.Single(Spares(temp)), StringComparison.Ordinal);
    }

    private static SpareTree Spare(TempFolder temp, BuiltManifest built)
    {
        Directory.CreateDirectory(temp["releases"]);
        return new(temp["releases"], Samples.Store(temp, built), Policy);
    }

    private static string[] Spares(TempFolder temp) => Directory.GetDirectories(temp["releases"], ".spare-*");

    private static ulong Inode(string path) => Posix.Status(path)!.Value.Inode;
}
