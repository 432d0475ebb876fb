using Slipway.Cli.Demo;
using Slipway.Problems;
using Slipway.Project;
using Slipway.Tests.Support;
using Xunit;

namespace Slipway.Tests.Demo;

public class DemoProjectTest
{
    [Fact]
    public void The_project_is_whole_and_its_project_file_is_read_without_a_problem()
    {
        using var folder = new TemporaryFolder();
        var project = DemoProject.Create(Path.Combine(folder.Path, "new"));
        var environment = ProjectFileReader.Read(Path.Combine(project.Folder, "slipway.yaml")).Environment("local");
        Assert.Equal(("guest-book", "aspnet", "/health", "sqlite"), (environment.App, environment.Stack, environment.Health.Path, environment.Services.Database));
        Assert.Equal(TimeSpan.FromSeconds(2), environment.Soak);
        string[] files = ["GuestBook.csproj", "Program.cs", "Release.cs", "appsettings.json", "Views/page.html", "wwwroot/assets/manifest.json", "Directory.Build.props", ".gitignore"];
        Assert.All(files, file => Assert.True(File.Exists(Path.Combine(project.Folder, file)), file));
        Assert.False(Directory.Exists(Path.Combine(project.Folder, "obj")));
    }

    [Fact]
    public void A_version_is_in_every_part_and_the_stylesheet_gets_another_name()
    {
        using var folder = new TemporaryFolder();
        var project = DemoProject.Create(Path.Combine(folder.Path, "new"));
        project.BecomeVersion(1);
        var first = Stylesheet(project);
        project.BecomeVersion(7, "fail-start");
        Assert.Contains("CodeVersion = 7;", Read(project, "Release.cs"));
        Assert.Contains("\"Version\": 7 ", Read(project, "appsettings.json"));
        Assert.Contains("template=7 ", Read(project, "Views/page.html"));
        Assert.Contains("data-part=\"template\">7<", Read(project, "Views/page.html"));
        Assert.Contains("/* asset 7 */", File.ReadAllText(Stylesheet(project)));
        Assert.Contains(Path.GetFileName(Stylesheet(project)), Read(project, "wwwroot/assets/manifest.json"));
        Assert.NotEqual(first, Stylesheet(project));
        Assert.Equal("fail-start\n", Read(project, "switches"));
        project.BecomeVersion(1);
        Assert.Equal(first, Stylesheet(project));
        Assert.False(File.Exists(Path.Combine(project.Folder, "switches")));
    }

    [Fact]
    public void A_folder_with_something_in_it_is_refused()
    {
        using var folder = new TemporaryFolder();
        folder.Write("thesis.txt", "years of work");
        var refused = Assert.Throws<ProblemException>(() => DemoProject.Create(folder.Path));
        Assert.Equal("demo.folder-not-empty", refused.Problem.Code);
        Assert.Equal(["thesis.txt"], Directory.GetFileSystemEntries(folder.Path).Select(Path.GetFileName));
    }

    private static string Stylesheet(DemoProject project) => Directory.GetFiles(Path.Combine(project.Folder, "wwwroot/assets"), "*.css").Single();

    private static string Read(DemoProject project, string file) => File.ReadAllText(Path.Combine(project.Folder, file));
}
