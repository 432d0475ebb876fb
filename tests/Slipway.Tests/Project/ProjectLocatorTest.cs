using Slipway.Problems;
using Slipway.Project;
using Xunit;

namespace Slipway.Tests.Project;

public sealed class ProjectLocatorTest : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("slipway-locator-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Nearest_file_above_is_found()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "repo/.git"));
        var deep = Directory.CreateDirectory(Path.Combine(_folder, "repo/a/b")).FullName;
        var file = Path.Combine(_folder, "repo/slipway.yaml");
        File.WriteAllText(file, "");

        Assert.Equal(file, ProjectLocator.Find(deep));
    }

    [Fact]
    public void Search_ends_at_the_root_of_the_git_work_tree_also_when_dot_git_is_a_file()
    {
        File.WriteAllText(Path.Combine(_folder, "slipway.yaml"), "");
        var repo = Directory.CreateDirectory(Path.Combine(_folder, "repo")).FullName;
        File.WriteAllText(Path.Combine(repo, ".git"), "gitdir: elsewhere\n");

        Assert.Equal("project.not-found", Assert.Throws<ProblemException>(() => ProjectLocator.Find(repo)).Problem.Code);
    }
}
