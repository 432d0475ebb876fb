using System.Net.Sockets;
using Slipway.Content;
using Slipway.Files;
using Slipway.Problems;
using Slipway.Processes;
using Xunit;

namespace Slipway.Tests.Content;

public class SourceTreeTest
{
    [Fact]
    public async Task Of_a_repository_tracked_files_and_included_output_are_sent()
    {
        using var temp = new TempFolder();
        temp.Write("app/a.php", "1");
        temp.Write("app/line\nbreak é", "2");
        temp.Write("run", "3", 0b111_101_101);
        temp.Write(".env.example", "never");
        temp.Write("gone", "4");
        temp.Link("link", "run");
        Git.Commit(temp.Path);
        temp.Write("untracked", "5");
        temp.Write("dist/app.js", "6");
        temp.Write("dist/x.log", "7");
        temp.Write("dist/node_modules/m/i.js", "8");
        temp.Folder("dist/empty");
        temp.Write(".slipwayignore", "/app/a.*\n");
        temp.Write("app/line\nbreak é", "changed");
        File.Delete(temp["gone"]);
        var tree = await Of(temp.Path, new SourceOptions { Include = ["dist"] });
        Assert.Equal(["app/line\nbreak é", "dist/app.js", "dist/empty", "dist/node_modules/m/i.js", "link", "run"], Paths(tree));
        var head = await CommandOutput(temp.Path, "rev-parse", "HEAD");
        Assert.Equal(new SourceIdentity(head, "main", 2, 3), tree.Identity);
        Assert.True(tree.Identity!.Dirty);
    }

    [Fact]
    public async Task A_clean_repository_is_said_to_be_clean()
    {
        using var temp = new TempFolder();
        temp.Write("a", "1");
        Git.Commit(temp.Path);
        Git.Run(temp.Path, "checkout", "-q", "--detach");
        var tree = await Of(temp.Path);
        Assert.Equal((null, 0, 0), (tree.Identity!.Branch, tree.Identity.DirtyFiles, tree.Identity.UntrackedFiles));
    }

    [Fact]
    public async Task A_project_in_a_folder_of_a_larger_repository_sends_only_its_own_files()
    {
        using var temp = new TempFolder();
        temp.Write("web/a", "1");
        temp.Write("other/b", "2");
        Git.Commit(temp.Path);
        temp.Write("other/b", "changed");
        var tree = await Of(temp["web"]);
        Assert.Equal(["a"], Paths(tree));
        Assert.False(tree.Identity!.Dirty);
    }

    [Fact]
    public async Task Without_a_repository_everything_less_the_excludes_is_sent()
    {
        using var temp = new TempFolder();
        foreach (var name in (string[])["a", "b.log", ".env", "node_modules/x", "deep/c", "tmp/d", "slipway.yaml"])
            temp.Write(name, "1");
        temp.Folder("empty");
        var tree = await Of(temp.Path, new SourceOptions { Excludes = ["/tmp"] });
        Assert.Equal(["a", "deep/c", "empty"], Paths(tree));
        Assert.Null(tree.Identity);
    }

    [Fact]
    public async Task A_folder_that_a_repository_ignores_is_taken_as_it_is()
    {
        using var temp = new TempFolder();
        temp.Write(".gitignore", "/work\n");
        Git.Commit(temp.Path);
        temp.Write("work/a", "1");
        Assert.Equal(["a"], Paths(await Of(temp["work"])));
    }

    [Fact]
    public async Task An_included_folder_that_only_seemed_empty_is_not_sent_as_empty()
    {
        using var temp = new TempFolder();
        temp.Write("front/node_modules/m", "1");
        var tree = await Of(temp.Path, new SourceOptions { Include = ["front/node_modules"] });
        Assert.Equal(["front/node_modules/m"], Paths(tree));
    }

    [Fact]
    public async Task A_submodule_a_conflict_and_a_missing_include_are_problems()
    {
        using var temp = new TempFolder();
        temp.Write("inner/x", "1");
        Git.Commit(temp["inner"]);
        temp.Write("a", "1");
        Git.Commit(temp.Path);
        Assert.Equal("content.submodule", await CodeOf(temp.Path, new SourceOptions()));
        Assert.Equal(["a", "inner/x"], Paths(await Of(temp.Path, new SourceOptions { Include = ["inner"] })));
        Assert.Equal(["a"], Paths(await Of(temp.Path, new SourceOptions { Excludes = ["inner"] })));
        Assert.Equal("content.include-missing", await CodeOf(temp.Path, new SourceOptions { Include = ["dist"], Excludes = ["inner"] }));
        Assert.Equal("content.path-escape", await CodeOf(temp.Path, new SourceOptions { Include = ["../x"], Excludes = ["inner"] }));
        Assert.Equal("content.empty", await CodeOf(temp.Path, new SourceOptions { Excludes = ["*"] }));
    }

    [Fact]
    public async Task A_file_with_conflicts_is_a_problem()
    {
        using var temp = new TempFolder();
        temp.Write("a", "1");
        Git.Commit(temp.Path);
        Git.Run(temp.Path, "checkout", "-q", "-b", "other");
        temp.Write("a", "2");
        Git.Commit(temp.Path);
        Git.Run(temp.Path, "checkout", "-q", "main");
        temp.Write("a", "3");
        Git.Commit(temp.Path);
        await Command.RunAsync(new CommandLine("git", "-c", "user.name=T", "-c", "user.email=t@example.com", "merge", "-q", "other") { Folder = temp.Path }, TestContext.Current.CancellationToken);
        Assert.Equal("content.unmerged", await CodeOf(temp.Path, new SourceOptions()));
    }

    [Fact]
    public async Task A_name_that_is_not_UTF8_is_named()
    {
        using var temp = new TempFolder();
        temp.Write("a", "1");
        var made = await Command.RunAsync(new CommandLine("/bin/sh", "-c", "printf x > \"$(printf 'caf\\351')\"") { Folder = temp.Path }, TestContext.Current.CancellationToken);
        Assert.True(made.Succeeded, made.LastWords);
        var thrown = await Assert.ThrowsAsync<ProblemException>(() => Of(temp.Path));
        Assert.Equal(("content.name-not-utf8", "caf\uFFFD"), (thrown.Problem.Code, thrown.Problem.Where));
        Git.Commit(temp.Path);
        Assert.Equal("content.name-not-utf8", await CodeOf(temp.Path, new SourceOptions()));
        await Command.RunAsync(new CommandLine("/bin/sh", "-c", "rm caf*") { Folder = temp.Path }, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_socket_is_named()
    {
        using var temp = new TempFolder();
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(temp["s"]));
        Assert.Equal("content.special-file", await CodeOf(temp.Path, new SourceOptions()));
    }

    [Fact]
    public async Task A_commit_is_sent_as_it_was_whatever_lies_in_the_folder()
    {
        using var temp = new TempFolder();
        temp.Write("repo/web/a\nb", "old");
        temp.Write("repo/web/run", "3", 0b111_101_101);
        temp.Write("repo/web/.slipway/known_hosts", "x");
        temp.Write("repo/web/empty", "");
        temp.Link("repo/web/link", "run");
        temp.Write("repo/other", "1");
        Git.Commit(temp["repo"]);
        Git.Run(temp["repo"], "tag", "v1");
        temp.Write("repo/web/a\nb", "new");
        var export = await GitExport.RunAsync(temp["repo/web"], "v1", temp["export"], TestContext.Current.CancellationToken);
        temp.Write("export/dist/app.js", "built");
        temp.Write("export/obj/junk", "built");
        var tree = SourceTree.OfExport(export, new SourceOptions { Include = ["dist"] });
        Assert.Equal(["a\nb", "dist/app.js", "empty", "link", "run"], Paths(tree));
        Assert.Equal(("v1", 0), (tree.Identity!.Branch, tree.Identity.DirtyFiles));
        Assert.Equal("old", File.ReadAllText(temp["export/a\nb"]));
        Assert.Equal("run", new FileInfo(temp["export/link"]).LinkTarget);
        Assert.True(Posix.Status(temp["export/run"])!.Value.IsExecutable);
        var thrown = await Assert.ThrowsAsync<ProblemException>(() => GitExport.RunAsync(temp["repo/web"], "v9", temp["export2"]));
        Assert.Equal(("content.ref-unknown", "Git does not know 'v9'"), (thrown.Problem.Code, thrown.Problem.Title));
    }

    private static Task<SourceTree> Of(string folder, SourceOptions? options = null) =>
        SourceTree.OfProjectAsync(folder, options ?? new SourceOptions(), TestContext.Current.CancellationToken);

    private static IEnumerable<string> Paths(SourceTree tree) => tree.Items.Select(i => i.Path).Order(StringComparer.Ordinal);

    private static async Task<string> CodeOf(string folder, SourceOptions options) =>
        (await Assert.ThrowsAsync<ProblemException>(() => Of(folder, options))).Problem.Code;

    private static async Task<string> CommandOutput(string folder, params string[] arguments) =>
        (await Command.RunAsync(new CommandLine("git", arguments) { Folder = folder }, TestContext.Current.CancellationToken)).Output.Trim();
}
