using Slipway.Content;
using Slipway.Deployments.Planning;
using Slipway.Problems;
using Xunit;

namespace Slipway.Tests.Deployments.Planning;

public class DanglingLinksTest
{
    [Theory]
    [InlineData("logo.svg", "assets/logo.svg")]
    [InlineData("a/up", "../assets")]
    [InlineData("top", ".")]
    [InlineData("by/way", "../alias/logo.svg")]
    [InlineData("public/storage", "../storage/app/public")] // shared: made on the host
    [InlineData("files", "storage")] // holds what is shared
    [InlineData("cached", "bootstrap/cache/x")] // writable
    [InlineData("storage/app", "gone")] // the shared folder takes its place
    public void A_link_to_what_is_sent_or_made_is_no_news(string path, string target) => Assert.Empty(Notes(path, target));

    [Theory]
    [InlineData("logo.png", "assets/logo.png")]
    [InlineData("a/b/c", "../../ignored/file")]
    [InlineData("by/way", "../alias/logo.png")]
    [InlineData("round", "round")]
    [InlineData("assets2", "asset")]
    public void A_link_to_nothing_is_told_with_its_path(string path, string target) =>
        Assert.Equal(
            $"{path} is a symlink to {target}, which is not among what is sent: it leads nowhere unless the build makes it",
            Assert.Single(Notes(path, target)));

    [Fact]
    public void Many_are_counted()
    {
        var links = Enumerable.Range(1, 8).Select(i => ManifestEntry.Symlink($"l{i}", "none")).ToArray();
        var notes = Notes(links);
        Assert.Equal(6, notes.Count(n => n.Contains("symlink", StringComparison.Ordinal)));
        Assert.Contains("3 more symlinks lead to what is not sent", notes);
    }

    [Theory, InlineData("/home/me/shop/assets/logo.svg"), InlineData("/nowhere"), InlineData("../shop/assets/logo.svg")]
    public void One_that_leads_out_by_a_path_of_this_machine_is_refused(string target) =>
        Assert.Equal("content.link-escape", Assert.Throws<ProblemException>(() => Notes("logo.svg", target)).Problem.Code);

    private static IReadOnlyList<string> Notes(string path, string target) => Notes(ManifestEntry.Symlink(path, target));

    /// <summary>Of a plan, without what is not about links.</summary>
    private static IReadOnlyList<string> Notes(params ManifestEntry[] links)
    {
        using var project = new MigratingProject("laravel");
        var source = project.Source() with
        {
            Recipe = project.Recipe with { Shared = ["storage/app", "storage/logs"], Writable = ["bootstrap/cache"], Migration = null },
            Manifest = Manifest.Create(
                [ManifestEntry.File("assets/logo.svg", 1, Digest.Of("1"u8)), ManifestEntry.Symlink("alias", "assets"), .. links],
                new HashSet<string> { "storage/app" }),
        };
        var notes = DeployPlanner.Plan(source, project.Targets(), new PlanOptions { Who = "me@laptop" }).Notes;
        return [.. notes.Where(n => n.Contains("symlink", StringComparison.Ordinal))];
    }
}
