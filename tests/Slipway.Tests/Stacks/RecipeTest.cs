using Slipway.Project;
using Slipway.Stacks;
using Slipway.Tests.Support;
using Xunit;

namespace Slipway.Tests.Stacks;

public class RecipeTest
{
    [Theory]
    [InlineData("laravel")]
    [InlineData("laravel-vite")]
    [InlineData("django")]
    [InlineData("django-frontend")]
    [InlineData("node")]
    [InlineData("node-express")]
    [InlineData("node-typescript")]
    [InlineData("node-next")]
    [InlineData("aspnet")]
    [InlineData("aspnet-solution")]
    [InlineData("php")]
    [InlineData("php-flat")]
    [InlineData("static")]
    [InlineData("static-vite")]
    public void Recipe_of_a_stack(string fixture) =>
        Golden.Check($"recipe-{fixture}.txt", RecipeText.Of(StackCatalogue.Recipe(Fixture.Environment(fixture))));

    [Theory]
    [InlineData("laravel")]
    [InlineData("node-typescript")]
    public void Recipe_that_is_built_on_the_host(string fixture) =>
        Golden.Check($"recipe-{fixture}-on-host.txt", RecipeText.Of(StackCatalogue.Recipe(Fixture.Environment(fixture) with { Build = BuildPlace.Host })));

    [Theory]
    [InlineData("aspnet", "ASPNETCORE_URLS", "http://127.0.0.1:{port}")]
    [InlineData("node", "PORT", "{port}")]
    public void App_that_listens_on_a_port_is_told_the_port(string fixture, string variable, string value) =>
        Assert.Equal(value, StackCatalogue.Recipe(Fixture.Environment(fixture) with { Listen = Listen.Port }).Variables[variable]);

    [Fact]
    public void Project_file_adds_to_what_the_stack_says()
    {
        var recipe = StackCatalogue.Recipe(Fixture.Environment("laravel") with
        {
            Shared = ["storage", "public/photos"],
            Include = ["docs/api"],
            Excludes = ["*.psd"],
            Migrations = new MigrationCommands(["php", "list.php"], ["php", "apply.php"]),
            Health = new HealthCheck { Path = "/up" },
            Services = new Services { Database = "mysql", Workers = [new Worker("queue", ["php", "artisan", "queue:work"], 2, TimeSpan.FromSeconds(90))] },
        });

        Assert.Equal("public/photos", recipe.Shared[^1]);
        Assert.Single(recipe.Shared, "storage");
        Assert.Equal(["vendor", "docs/api"], recipe.Include);
        Assert.Equal("*.psd", recipe.Excludes[^1]);
        Assert.Equal("lines", recipe.Migration?.Parse);
        Assert.Equal(["php", "apply.php"], recipe.Migration?.Run);
        Assert.Equal("/up", recipe.HealthPath);
        Assert.Equal("mysql", recipe.Database);
        Assert.Equal(["queue-1", "queue-2"], recipe.Workers.Select(worker => worker.Name));
        Assert.All(recipe.Workers, worker => Assert.Equal(["{php}", "artisan", "queue:work"], worker.Command));
        Assert.All(recipe.Workers, worker => Assert.Equal(TimeSpan.FromSeconds(90), worker.StopTimeout));
    }

    [Theory]
    [InlineData("laravel", "php artisan serve")]
    [InlineData("django", "python manage.py runserver 0.0.0.0:8000")]
    [InlineData("django", "flask run")]
    [InlineData("node", "nodemon worker.js")]
    [InlineData("aspnet", "dotnet watch run")]
    public void Worker_that_only_serves_a_developer_is_refused(string fixture, string command)
    {
        var environment = Fixture.Environment(fixture) with { Services = new Services { Workers = [new Worker("web", command.Split(' '), 1, TimeSpan.FromSeconds(60))] } };

        Assert.Equal("stack.development-worker", Assert.Throws<Slipway.Problems.ProblemException>(() => StackCatalogue.Recipe(environment)).Problem.Code);
    }

    [Fact]
    public void Committed_vendor_folder_is_taken_as_it_is()
    {
        using var folder = new TemporaryFolder();
        folder.Write("composer.json", "{ \"require\": { \"laravel/framework\": \"*\" } }");
        folder.Write("composer.lock", "{}");
        folder.Write("vendor/autoload.php", "<?php");
        var environment = Fixture.Environment("laravel") with { Folder = folder.Path };

        Assert.Empty(StackCatalogue.Recipe(environment).LocalBuild);

        folder.Write(".gitignore", "/vendor/\n");
        Assert.Equal(["vendor"], StackCatalogue.Recipe(environment).Include);
    }

    [Fact]
    public void Node_modules_that_are_sent_need_no_npm_on_the_host()
    {
        var recipe = StackCatalogue.Recipe(Fixture.Environment("node-express") with { Include = ["node_modules/"] });

        Assert.Empty(recipe.HostBuild);
        Assert.Equal(["Node.js"], recipe.Requires.Select(requirement => requirement.Name));
    }
}
