using Slipway.Problems;
using Slipway.Stacks;
using Xunit;

namespace Slipway.Tests.Stacks;

public class RecognitionTest
{
    [Theory]
    [InlineData("laravel", "laravel", "composer.json requires laravel/framework|artisan loads bootstrap/app.php")]
    [InlineData("laravel-vite", "laravel", "composer.json requires laravel/framework|artisan loads bootstrap/app.php")]
    [InlineData("django", "django", "manage.py imports django|manage.py names the settings shop.settings|shop/wsgi.py exists")]
    [InlineData("django-frontend", "django", "manage.py imports django|manage.py names the settings shop.settings|shop/wsgi.py exists")]
    [InlineData("node", "node", "package.json starts \"node server.js\"")]
    [InlineData("node-express", "node", "package.json has main src/app.js|package.json depends on express")]
    [InlineData("node-typescript", "node", "package.json starts \"LOG=json node --enable-source-maps dist/main.js\"|package.json depends on fastify")]
    [InlineData("node-next", "node", "package.json starts \"next start\"|package.json depends on next")]
    [InlineData("aspnet", "aspnet", "GuestBook.csproj uses Microsoft.NET.Sdk.Web")]
    [InlineData("aspnet-solution", "aspnet", "src/Shop.Web/Shop.Web.csproj uses Microsoft.NET.Sdk.Web")]
    [InlineData("php", "php", "public/index.php exists")]
    [InlineData("php-flat", "php", "index.php exists|no public folder: everything in the project except hidden files can be asked for from outside")]
    [InlineData("static", "static", "index.html exists")]
    [InlineData("static-vite", "static", "package.json builds a site with vite|the site is in dist/ after the build")]
    public void Folder_is_recognised_with_its_evidence(string fixture, string stack, string evidence)
    {
        var detection = StackCatalogue.Detect(Fixture.Folder(fixture));

        Assert.False(detection.IsAmbiguous);
        Assert.Equal(stack, detection.Best?.Stack);
        Assert.Equal(evidence.Split('|'), detection.Best?.Evidence);
    }

    [Fact]
    public void All_evidence_is_told_not_only_the_winner()
    {
        var detection = StackCatalogue.Detect(Fixture.Folder("node-express"));

        Assert.Equal(["node", "static"], detection.All.Select(found => found.Stack));
    }

    [Fact]
    public void Two_apps_in_one_folder_are_ambiguous_and_the_problem_says_both()
    {
        var thrown = Assert.Throws<ProblemException>(() => StackCatalogue.Choose(Fixture.Environment("laravel-and-django")));

        Assert.Equal("stack.ambiguous", thrown.Problem.Code);
        Assert.Equal("""
            laravel (95 of 100): composer.json requires laravel/framework; artisan loads bootstrap/app.php
            django (95 of 100): manage.py imports django; manage.py names the settings shop.settings; shop/wsgi.py exists
            php (50 of 100): composer.json exists; no public folder: everything in the project except hidden files can be asked for from outside
            """, thrown.Problem.Detail);
        Assert.Equal("Name the one to deploy in slipway.yaml: stack: laravel or stack: django.", thrown.Problem.Remedy);
    }

    [Fact]
    public void Stack_named_in_the_project_file_wins_over_detection() =>
        Assert.Equal("django", StackCatalogue.Choose(Fixture.Environment("laravel-and-django") with { Stack = "django" }).Name);

    [Theory]
    [InlineData("empty", null, "stack.unrecognised")]
    [InlineData("static", "rails", "stack.unknown")]
    [InlineData("aspnet-two", null, "stack.aspnet-several-projects")]
    [InlineData("static", "aspnet", "stack.aspnet-no-project")]
    [InlineData("static", "node", "stack.node-no-start")]
    [InlineData("node-shell", "node", "stack.node-no-start")]
    [InlineData("static", "django", "stack.django-no-wsgi")]
    public void Folder_that_cannot_be_deployed_is_refused_with_a_remedy(string fixture, string? stack, string code)
    {
        var thrown = Assert.Throws<ProblemException>(() => StackCatalogue.Recipe(Fixture.Environment(fixture) with { Stack = stack }));

        Assert.Equal(code, thrown.Problem.Code);
        Assert.False(string.IsNullOrWhiteSpace(thrown.Problem.Remedy));
    }
}
