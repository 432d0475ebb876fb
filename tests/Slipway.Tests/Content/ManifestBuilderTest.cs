using Slipway.Content;
using Slipway.Files;
using Slipway.Problems;
using Xunit;

namespace Slipway.Tests.Content;

public class ManifestBuilderTest
{
    [Fact]
    public void The_second_run_reads_only_what_changed()
    {
        using var temp = new TempFolder();
        for (var i = 0; i < 20; i++)
            temp.Write($"src/{i}", $"{i}");
        var later = new Clock(TimeSpan.FromSeconds(10));
        Assert.Equal(20, Build(temp, later).FilesRead);
        Assert.Equal(0, Build(temp, later).FilesRead);
        temp.Write("src/7", "x"); // same size as before
        var built = Build(temp, later);
        Assert.Equal(1, built.FilesRead);
        Assert.Equal(Digest.Of("x"u8), built.Manifest.Entries.Single(e => e.Path == "7").Digest);
    }

    [Fact]
    public void A_file_changed_shortly_before_it_was_read_is_read_again()
    {
        using var temp = new TempFolder();
        temp.Write("src/a", "1");
        Assert.Equal(1, Build(temp, new Clock(TimeSpan.FromSeconds(1))).FilesRead);
        Assert.Equal(1, Build(temp, new Clock(TimeSpan.FromSeconds(10))).FilesRead);
        Assert.Equal(0, Build(temp, new Clock(TimeSpan.FromSeconds(10))).FilesRead);
    }

    [Fact]
    public void A_file_whose_time_was_set_back_is_read_again()
    {
        using var temp = new TempFolder();
        var path = temp.Write("src/a", "one");
        var time = File.GetLastWriteTimeUtc(path);
        Build(temp, new Clock(TimeSpan.FromSeconds(10)));
        File.WriteAllText(path, "two");
        File.SetLastWriteTimeUtc(path, time);
        Assert.Equal(Digest.Of("two"u8), Build(temp, new Clock(TimeSpan.FromSeconds(10))).Manifest.Entries[0].Digest);
    }

    [Fact]
    public void A_damaged_index_counts_as_empty()
    {
        using var temp = new TempFolder();
        temp.Write("src/a", "1");
        Build(temp, new Clock(TimeSpan.FromSeconds(10)));
        var bytes = File.ReadAllBytes(temp["index"]);
        for (var i = 0; i < bytes.Length; i++)
        {
            var damaged = bytes.ToArray();
            damaged[i] ^= 1;
            File.WriteAllBytes(temp["index"], i % 2 == 0 ? damaged : bytes[..i]);
            Assert.Equal(1, Build(temp, new Clock(TimeSpan.FromSeconds(10))).FilesRead);
        }
    }

    [Fact]
    public void A_file_that_changes_once_while_it_is_read_is_read_again()
    {
        using var temp = new TempFolder();
        var path = temp.Write("src/a", "one");
        var reads = 0;
        var built = ManifestBuilder.Build(SourceTree.OfFolder(temp["src"], Samples.None), null, TimeProvider.System, _ =>
        {
            if (++reads == 1)
                File.WriteAllText(path, "longer");
        });
        Assert.Equal(2, reads);
        Assert.Equal(ManifestEntry.File("a", 6, Digest.Of("longer"u8)), built.Manifest.Entries[0]);
    }

    [Theory]
    [InlineData("grow")]
    [InlineData("replace")]
    [InlineData("remove")]
    public void A_file_that_keeps_changing_is_a_problem(string how)
    {
        using var temp = new TempFolder();
        var path = temp.Write("src/a", "one");
        var thrown = Assert.Throws<ProblemException>(() =>
            ManifestBuilder.Build(SourceTree.OfFolder(temp["src"], Samples.None), null, TimeProvider.System, _ =>
            {
                if (how == "grow")
                    File.AppendAllText(path, "more");
                else if (how == "remove")
                    File.Delete(path);
                else
                    Posix.Rename(temp.Write("new", "two"), path);
            }));
        Assert.Equal(("content.changed", "a"), (thrown.Problem.Code, thrown.Problem.Where));
    }

    private static BuiltManifest Build(TempFolder temp, TimeProvider time) =>
        ManifestBuilder.Build(SourceTree.OfFolder(temp["src"], Samples.None), temp["index"], time);

    /// <summary>The system's time, shifted: files seem that much older.</summary>
    private sealed class Clock(TimeSpan ahead) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + ahead;
    }
}
