using Slipway.Content;
using Slipway.Problems;
using Xunit;

namespace Slipway.Tests.Content;

public class StandInTest
{
    private const string Lfs = "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393\nsize 1234567\n";

    [Theory]
    [InlineData(Lfs, "content.lfs-pointer")]
    [InlineData("version https://git-lfs.github.com/spec/v1\next-0-foo sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393\noid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393\nsize 7\n", "content.lfs-pointer")]
    [InlineData("/annex/objects/SHA256E-s1048576--b0b1cdabb1b1.jpg\n", "content.annexed")]
    [InlineData("\0GITCRYPT\0abc", "content.git-crypt")]
    [InlineData("version https://git-lfs.github.com/spec/v1 is what a pointer begins with\n", null)]
    [InlineData("version 1.2.3\n", null)]
    [InlineData("/annex/objects/ is where git-annex keeps them\n", null)]
    [InlineData("GITCRYPT", null)]
    [InlineData("", null)]
    public void What_is_known_not_to_be_the_file_is_refused(string text, string? code)
    {
        using var temp = new TempFolder();
        temp.Write("public/hero.jpg", text);
        Assert.Equal(code, CodeOf(temp));
    }

    /// <summary>Refused again the next time: the index knows nothing of it.</summary>
    [Fact]
    public void A_pointer_stays_refused_until_it_is_the_file()
    {
        using var temp = new TempFolder();
        temp.Write("a", Lfs);
        var index = temp["../" + Path.GetFileName(temp.Path) + ".index"];
        Assert.Equal("content.lfs-pointer", CodeOf(temp, index));
        Assert.Equal("content.lfs-pointer", CodeOf(temp, index));
        temp.Write("a", "the file");
        Assert.Null(CodeOf(temp, index));
        File.Delete(index);
    }

    [Fact]
    public void A_link_to_content_that_git_annex_has_not_got_is_refused()
    {
        using var temp = new TempFolder();
        temp.Write("b", "1");
        temp.Link("film.mp4", ".git/annex/objects/xx/yy/SHA256E-s1--ab.mp4/SHA256E-s1--ab.mp4");
        Assert.Equal("content.annexed", CodeOf(temp));
    }

    [Fact]
    public async Task What_git_exports_is_looked_at_too()
    {
        using var temp = new TempFolder();
        temp.Write("repo/public/hero.jpg", Lfs);
        Git.Commit(temp["repo"]);
        var export = await GitExport.RunAsync(temp["repo"], "main", temp["export"], TestContext.Current.CancellationToken);
        var tree = SourceTree.OfExport(export, new SourceOptions());
        Assert.Equal("content.lfs-pointer", Assert.Throws<ProblemException>(() => ManifestBuilder.Build(tree, null, TimeProvider.System)).Problem.Code);
    }

    private static string? CodeOf(TempFolder temp, string? index = null)
    {
        try
        {
            ManifestBuilder.Build(SourceTree.OfFolder(temp.Path, new SourceOptions()), index, TimeProvider.System);
            return null;
        }
        catch (ProblemException e)
        {
            return e.Problem.Code;
        }
    }
}
