using System.Text;
using Slipway.Checks.Project.Source;
using Slipway.Files;
using Slipway.Tests.Content;
using Xunit;

namespace Slipway.Tests.Checks.Source;

public class GitFactsReaderTest
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_folder_without_a_repository_says_so()
    {
        using var temp = new TempFolder();
        temp.Write("a", "a");
        var facts = await GitFactsReader.ReadAsync(temp.Path, Cancel);
        Assert.Equal((GitState.None, "the folder is in no git repository"), (facts.State, facts.Reason));
    }

    [Fact]
    public async Task A_clean_repository_has_commit_branch_and_tracked_files_with_modes()
    {
        using var temp = new TempFolder();
        temp.Write("run", "#!/bin/sh\n", 0b111_101_101);
        temp.Write("b/ü x.txt", "b");
        temp.Link("link", "run");
        Git.Commit(temp.Path);
        var facts = await GitFactsReader.ReadAsync(temp.Path, Cancel);
        Assert.Equal((GitState.Repository, "main", 40, null, null, false, false), (facts.State, facts.Branch, facts.Commit?.Length ?? 0, facts.Upstream, facts.Ahead, facts.IsShallow, facts.IsSubmodule));
        Assert.Equal(["100644 b/ü x.txt", "120000 link", "100755 run"], facts.Tracked.Select(t => $"{t.Mode} {t.Path}"));
        Assert.Empty(facts.Changes);
    }

    [Fact]
    public async Task Before_the_first_commit_there_is_no_commit()
    {
        using var temp = new TempFolder();
        Git.Run(temp.Path, "init", "-q");
        temp.Write("a", "a");
        var facts = await GitFactsReader.ReadAsync(temp.Path, Cancel);
        Assert.Equal((GitState.Repository, null, "main"), (facts.State, facts.Commit, facts.Branch));
        Assert.Equal([new GitChange("a", true)], facts.Changes);
    }

    [Fact]
    public async Task Changes_of_a_project_below_the_repository_are_relative_to_the_project()
    {
        using var temp = new TempFolder();
        temp.Write("other/x", "x");
        temp.Write("app/a b", "a");
        temp.Write("app/old", "o");
        Git.Commit(temp.Path);
        temp.Write("app/a b", "changed");
        temp.Write("app/new/n", "n");
        temp.Write("other/y", "y");
        Git.Run(temp.Path, "mv", "app/old", "app/moved");
        var facts = await GitFactsReader.ReadAsync(temp["app"], Cancel);
        Assert.Equal([("a b", false), ("moved", false), ("new/n", true)], facts.Changes.Select(c => (c.Path, c.IsUntracked)).Order());
        Assert.Equal(["a b", "moved"], facts.Tracked.Select(t => t.Path));
    }

    [Fact]
    public async Task Commits_that_the_upstream_lacks_are_counted()
    {
        using var temp = new TempFolder();
        temp.Write("first/a", "a");
        Git.Commit(temp["first"]);
        Git.Run(temp.Path, "clone", "-q", "first", "second");
        temp.Write("second/b", "b");
        Git.Commit(temp["second"]);
        Git.Commit(temp["second"]);
        var facts = await GitFactsReader.ReadAsync(temp["second"], Cancel);
        Assert.Equal(("origin/main", 2, 0), (facts.Upstream, facts.Ahead, facts.Behind));
        Git.Run(temp["second"], "checkout", "-q", "--detach");
        Assert.Null((await GitFactsReader.ReadAsync(temp["second"], Cancel)).Branch);
    }

    [Fact]
    public async Task A_shallow_clone_a_submodule_and_a_worktree_are_known_for_what_they_are()
    {
        using var temp = new TempFolder();
        temp.Write("first/a", "a");
        Git.Commit(temp["first"]);
        Git.Commit(temp["first"]);
        Git.Run(temp.Path, "clone", "-q", "--depth", "1", "file://" + temp["first"], "shallow");
        Assert.True((await GitFactsReader.ReadAsync(temp["shallow"], Cancel)).IsShallow);

        temp.Write("parent/p", "p");
        Git.Commit(temp["parent"]);
        Git.Run(temp["parent"], "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", temp["first"], "libs/shared");
        Assert.True((await GitFactsReader.ReadAsync(temp["parent/libs/shared"], Cancel)).IsSubmodule);
        var parent = await GitFactsReader.ReadAsync(temp["parent"], Cancel);
        Assert.Equal(["libs/shared"], parent.Tracked.Where(t => t.IsSubmodule).Select(t => t.Path));
        Assert.Equal(["libs/shared"], SourceFilesReader.Read(temp["parent"], parent).Submodules);
        Assert.Equal([".gitmodules", "p"], SourceFilesReader.Read(temp["parent"], parent).Files.Select(f => f.Path));

        Git.Run(temp["first"], "worktree", "add", "-q", "-b", "other", temp["tree"]);
        var tree = await GitFactsReader.ReadAsync(temp["tree"], Cancel);
        Assert.Equal((GitState.Repository, "other", false), (tree.State, tree.Branch, tree.IsSubmodule));
    }

    [Fact]
    public async Task A_folder_that_the_repository_around_it_ignores_is_in_none()
    {
        using var temp = new TempFolder();
        temp.Write(".gitignore", "build/\n");
        Git.Commit(temp.Path);
        temp.Write("build/a", "a");
        var facts = await GitFactsReader.ReadAsync(temp["build"], Cancel);
        Assert.Equal((GitState.None, "the repository around the folder does not track it"), (facts.State, facts.Reason));
    }

    [Fact]
    public async Task A_repository_of_somebody_else_is_not_read_and_the_way_out_is_told()
    {
        using var temp = new TempFolder();
        temp.Write("a", "a");
        Git.Commit(temp.Path);
        if (Posix.EffectiveUser() == 0)
            Posix.ChangeOwner(temp.Path, 65534, 65534);
        var facts = Posix.EffectiveUser() == 0 ? await GitFactsReader.ReadAsync(temp.Path, Cancel) : GitFactsReader.Failed(128, "fatal: detected dubious ownership in repository at 'x'");
        Assert.Equal((GitState.ForeignOwner, "somebody else owns the repository, so git does not read it: git config --global --add safe.directory FOLDER"), (facts.State, facts.Reason));
    }

    [Fact]
    public void Without_git_and_with_a_broken_repository_the_reason_is_told()
    {
        Assert.Equal((GitState.NoProgram, "git is not installed here"), Both(GitFactsReader.Failed(127, "git: No such file")));
        Assert.Equal((GitState.Failed, "git failed: fatal: bad config line 1"), Both(GitFactsReader.Failed(128, "fatal: bad config line 1\nmore")));

        static (GitState, string?) Both(GitFacts facts) => (facts.State, facts.Reason);
    }

    [Fact]
    public void A_gone_upstream_has_no_count()
    {
        var facts = GitFactsReader.Status(Encoding.UTF8.GetBytes("# branch.oid abc\0# branch.head main\0# branch.upstream origin/main\0"), "");
        Assert.Equal(("origin/main", null), (facts.Upstream, facts.Ahead));
    }
}
