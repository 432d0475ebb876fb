using Slipway.Deployments.Coordination;
using Slipway.Problems;
using Slipway.Tests.Stacks;
using Xunit;

namespace Slipway.Tests.Deployments.Coordination;

public class BuildOutputTest
{
    private const string Package = """{ "scripts": { "build": "node build.js" }, "devDependencies": { "vite": "^5.0.0" } }""";

    [Fact]
    public void Build_that_wrote_elsewhere_is_told_with_where_a_page_lies()
    {
        using var project = new TextProject("package.json", Package, "web/dist/index.html", "<p>");

        var problem = Assert.Throws<ProblemException>(() => BuildOutput.Check(project.Recipe(), project.Environment, project.Path)).Problem;
        Assert.Equal("The build did not write dist/", problem.Title);
        Assert.Equal("A page lies in web/dist/.", problem.Detail);
    }

    [Fact]
    public void Build_that_wrote_what_is_sent_is_well()
    {
        using var project = new TextProject("package.json", Package, "dist/index.html", "<p>");

        BuildOutput.Check(project.Recipe(), project.Environment, project.Path);
    }
}
