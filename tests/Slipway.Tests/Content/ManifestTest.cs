using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Slipway.Content;
using Slipway.Problems;
using Xunit;

namespace Slipway.Tests.Content;

public class ManifestTest
{
    private static readonly Digest Some = Digest.Of("x"u8);

    [Fact]
    public void Entries_are_sorted_and_survive_the_encoding()
    {
        var manifest = Manifest.Create([
            ManifestEntry.File("b/run", 7, Some, executable: true), ManifestEntry.Symlink("b/link", "../a"), ManifestEntry.EmptyFolder("empty"),
            ManifestEntry.File("a", 7, Some), ManifestEntry.File("b/line\nbreak é " + new string('n', 230), 7, Some)]);
        var read = Manifest.Read(manifest.Bytes);
        Assert.Equal(manifest.Entries, read.Entries);
        Assert.Equal(["a", "b/line\nbreak é " + new string('n', 230), "b/link", "b/run", "empty"], read.Entries.Select(e => e.Path));
        Assert.Equal(manifest.Id, read.Id);
        Assert.Equal(["b", "empty"], read.Folders);
        Assert.Equal(21, read.TotalSize);
        Assert.Equal([KeyValuePair.Create(Some, 7L)], read.Objects);
    }

    [Fact]
    public void The_encoding_is_fixed()
    {
        var manifest = Manifest.Create([ManifestEntry.File("a", 1, Some), ManifestEntry.Symlink("l", "a"), ManifestEntry.EmptyFolder("e")]);
        Assert.Equal(
            "534c574d" + "01" + "03000000"
            + "01" + "0100" + "61" + "0100000000000000" + Some
            + "00" + "0100" + "65"
            + "03" + "0100" + "6c" + "0100" + "61",
            Convert.ToHexStringLower(manifest.Bytes.Span));
    }

    [Theory]
    [InlineData("/etc/passwd")]
    [InlineData("../x")]
    [InlineData("a/../../x")]
    [InlineData("a//b")]
    [InlineData("a/")]
    [InlineData("./a")]
    [InlineData("a\0b")]
    [InlineData("")]
    public void A_path_that_could_escape_is_refused(string path) => Assert.Equal("content.path-escape", CodeOf(ManifestEntry.File(path, 1, Some)));

    [Theory]
    [InlineData("l", "/etc/passwd", true)]
    [InlineData("l", "..", true)]
    [InlineData("a/l", "../../x", true)]
    [InlineData("a/l", "../x", false)]
    [InlineData("a/l", "..", false)]
    [InlineData("a/l", "missing/../../b", false)]
    [InlineData("l", "a/../../x", true)]
    public void A_symlink_must_stay_in_the_release(string path, string target, bool refused)
    {
        var entry = ManifestEntry.Symlink(path, target);
        if (refused)
            Assert.Equal("content.link-escape", CodeOf(entry));
        else
            Assert.Equal(target, Manifest.Create([entry]).Entries[0].Target);
    }

    [Fact]
    public void A_symlink_that_leaves_through_another_symlink_is_refused()
    {
        // p/q/b is three folders deep but leads to z, one deep: "../../x" from there is outside.
        Assert.Equal("content.link-escape", CodeOf(ManifestEntry.Symlink("p/q/b", "../../z"), ManifestEntry.Symlink("l", "p/q/b/../../x")));
        Manifest.Create([ManifestEntry.Symlink("p/q/b", "../../z"), ManifestEntry.Symlink("l", "p/q/b/../x")]);
    }

    [Fact]
    public void Symlinks_in_a_circle_are_kept_as_they_are() =>
        Assert.Equal(2, Manifest.Create([ManifestEntry.Symlink("a", "b"), ManifestEntry.Symlink("b", "a")]).Entries.Count);

    [Fact]
    public void A_shared_link_may_leave_the_release()
    {
        var outside = new HashSet<string> { "storage" };
        Manifest.Create([ManifestEntry.Symlink("storage", "../../shared/storage"), ManifestEntry.Symlink("public", "storage/app")], outside);
        Assert.Equal("content.link-escape", Samples.CodeOf(() =>
            Manifest.Create([ManifestEntry.Symlink("storage", "../../shared/storage"), ManifestEntry.Symlink("public", "storage/../x")], outside)));
    }

    [Fact]
    public void A_file_below_a_symlink_or_a_file_is_refused()
    {
        Assert.Equal("content.path-escape", CodeOf(ManifestEntry.Symlink("a", "b"), ManifestEntry.File("a/c", 1, Some)));
        Assert.Equal("content.path-escape", CodeOf(ManifestEntry.File("a", 1, Some), ManifestEntry.File("a-b", 1, Some), ManifestEntry.File("a/b/c", 1, Some)));
    }

    [Theory]
    [InlineData(".slipway")]
    [InlineData(".slipway/app.sock")]
    public void Our_own_folder_cannot_be_sent(string path) => Assert.Equal("content.path-reserved", CodeOf(ManifestEntry.File(path, 1, Some)));

    [Fact]
    public void A_path_that_is_there_twice_is_refused() =>
        Assert.Equal("content.manifest-invalid", CodeOf(ManifestEntry.File("a", 1, Some), ManifestEntry.File("a", 1, Some)));

    [Fact]
    public void A_name_longer_than_255_bytes_is_refused()
    {
        Manifest.Create([ManifestEntry.File(new string('é', 127) + "x", 1, Some)]);
        Assert.Equal("content.manifest-invalid", CodeOf(ManifestEntry.File(new string('é', 128), 1, Some)));
    }

    [Fact]
    public void Every_escape_is_told_at_once()
    {
        var thrown = Assert.Throws<ProblemException>(() => Manifest.Create([ManifestEntry.File("../a", 1, Some), ManifestEntry.File("/b", 1, Some)]));
        Assert.Equal(["../a", "/b"], thrown.Problems.Select(p => p.Where));
    }

    [Fact]
    public void A_name_with_control_characters_is_shown_escaped()
    {
        var thrown = Assert.Throws<ProblemException>(() => Manifest.Create([ManifestEntry.Symlink("a\u001b[2J\n", "/")]));
        Assert.Equal("a\\x1b[2J\\x0a → /", thrown.Problem.Detail);
    }

    [Fact]
    public void Cut_at_any_byte_it_is_refused()
    {
        var bytes = Manifest.Create([ManifestEntry.File("a", 1, Some), ManifestEntry.Symlink("l", "a"), ManifestEntry.EmptyFolder("e")]).Bytes;
        for (var length = 0; length < bytes.Length; length++)
            Assert.Equal("content.manifest-invalid", Samples.CodeOf(() => Manifest.Read(bytes[..length])));
        Assert.Equal("content.manifest-invalid", Samples.CodeOf(() => Manifest.Read(bytes.ToArray().Append((byte)0).ToArray())));
    }

    [Fact]
    public void Any_flipped_byte_is_refused_or_gives_another_id()
    {
        var manifest = Manifest.Create([ManifestEntry.File("a/b", 1, Some), ManifestEntry.Symlink("l", "a"), ManifestEntry.EmptyFolder("e")]);
        Prop.ForAll(Gen.Choose(0, manifest.Bytes.Length - 1).Zip(Gen.Choose(1, 255)).ToArbitrary(), flip =>
        {
            var bytes = manifest.Bytes.ToArray();
            bytes[flip.Item1] ^= (byte)flip.Item2;
            try
            {
                return Manifest.Read(bytes).Id != manifest.Id;
            }
            catch (ProblemException e)
            {
                return e.Problem.Code.StartsWith("content.", StringComparison.Ordinal);
            }
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_count_that_the_bytes_cannot_hold_is_refused_without_memory() =>
        Assert.Equal("content.manifest-invalid", Samples.CodeOf(() => Manifest.Read(Encoding.Latin1.GetBytes("SLWM\u0001\u00ff\u00ff\u00ff\u00ff"))));

    private static string CodeOf(params ManifestEntry[] entries) => Samples.CodeOf(() => Manifest.Create(entries));
}
