using Slipway.Content;
using Slipway.Problems;
using Xunit;

namespace Slipway.Tests.Content;

public sealed class SubmodulesTest : IDisposable
{
    private readonly TempFolder _temp = new();

    public SubmodulesTest()
    {
        _temp.Write("deep/d.css", "1");
        Git.Commit(_temp["deep"]);
        _temp.Write("theme/t.css", "1");
        Git.Commit(_temp["theme"]);
        Add("theme", "deep", "vendor/deep");
        _temp.Write("app/index.html", "1");
        Git.Commit(_temp["app"]);
        Add("app", "theme", "theme");
    }

    public void Dispose() => _temp.Dispose();

    [Fact]
    public async Task One_that_was_never_checked_out_is_refused()
    {
        Clone();
        Assert.Equal(("content.submodule-absent", "theme"), await RefusedAsync());
    }

    [Fact]
    public async Task So_is_one_within_it()
    {
        Clone();
        Update();
        Assert.Equal(("content.submodule-absent", "theme/vendor/deep"), await RefusedAsync());
    }

    [Fact]
    public async Task Checked_out_whole_it_is_sent()
    {
        Clone();
        Update("--recursive");
        var tree = await SourceTree.OfProjectAsync(_temp["clone"], new SourceOptions { Include = ["theme"] }, TestContext.Current.CancellationToken);
        Assert.Equal(["theme/t.css", "theme/vendor/deep/d.css"], tree.Items.Select(i => i.Path).Where(p => p.EndsWith(".css", StringComparison.Ordinal)).Order());
    }

    [Fact]
    public async Task A_listed_folder_that_is_empty_is_refused()
    {
        _temp.Folder("app/dist");
        var refused = await Assert.ThrowsAsync<ProblemException>(() =>
            SourceTree.OfProjectAsync(_temp["app"], new SourceOptions { Include = ["dist"], Excludes = ["theme"] }, TestContext.Current.CancellationToken));
        Assert.Equal("content.include-empty", refused.Problem.Code);
    }

    [Fact]
    public async Task A_sparse_checkout_that_leaves_files_out_is_refused()
    {
        _temp.Write("app/docs/a.md", "1");
        Git.Commit(_temp["app"]);
        Git.Run(_temp["app"], "sparse-checkout", "set", "--no-cone", "/*", "!docs");
        Assert.False(File.Exists(_temp["app/docs/a.md"]));
        var refused = await Assert.ThrowsAsync<ProblemException>(() =>
            SourceTree.OfProjectAsync(_temp["app"], new SourceOptions { Excludes = ["theme"] }, TestContext.Current.CancellationToken));
        Assert.Equal(("content.sparse", "docs/a.md"), (refused.Problem.Code, refused.Problem.Where));
        Git.Run(_temp["app"], "sparse-checkout", "disable");
        File.Delete(_temp["app/docs/a.md"]);
        await SourceTree.OfProjectAsync(_temp["app"], new SourceOptions { Excludes = ["theme"] }, TestContext.Current.CancellationToken);
    }

    private async Task<(string Code, string? Where)> RefusedAsync()
    {
        var refused = await Assert.ThrowsAsync<ProblemException>(() =>
            SourceTree.OfProjectAsync(_temp["clone"], new SourceOptions { Include = ["theme"] }, TestContext.Current.CancellationToken));
        return (refused.Problem.Code, refused.Problem.Where);
    }

    private void Add(string into, string from, string path)
    {
        Git.Run(_temp[into], "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", _temp[from], path);
        Git.Commit(_temp[into]);
    }

    private void Clone() => Git.Run(_temp.Path, "clone", "-q", _temp["app"], "clone");

    private void Update(params string[] more) => Git.Run(_temp["clone"], ["-c", "protocol.file.allow=always", "submodule", "--quiet", "update", "--init", .. more]);
}
