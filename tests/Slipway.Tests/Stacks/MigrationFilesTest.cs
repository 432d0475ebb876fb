using System.Text;
using Slipway.Content;
using Slipway.Migrations;
using Slipway.Project;
using Slipway.Stacks;
using Xunit;

namespace Slipway.Tests.Stacks;

public class MigrationFilesTest
{
    [Fact]
    public void Laravel_names_are_those_of_the_files_in_the_one_folder_that_it_reads() => Assert.Equal(
        ["2024_01_01_000000_make"],
        Names("laravel", null, "database/migrations/2024_01_01_000000_make.php", "database/migrations/tenant/2024_x.php", "vendor/a/b/database/migrations/x.php", "database/migrations/notes.txt"));

    [Fact]
    public void Django_names_have_the_app_s_label() => Assert.Equal(
        ["people.0001_initial", "shop.0002_note"],
        Names("django", null, "apps/accounts/migrations/0001_initial.py", "apps/accounts/apps.py", "shop/migrations/0002_note.py", "shop/migrations/__init__.py", "shop/models.py"));

    [Fact]
    public void Of_own_commands_the_project_file_names_the_places()
    {
        var own = new MigrationCommands(["list"], ["run"]);
        Assert.Equal(["0001_make"], Names("php", own with { Files = ["migrations/*.sql"] }, "migrations/0001_make.sql", "migrations/README.md", "old/migrations/0000.sql"));
        Assert.Empty(Names("php", own, "migrations/0001_make.sql"));
        Assert.Empty(Names("laravel", own, "database/migrations/1.php"));
        Assert.Equal(["1"], Names("laravel", own with { Parse = "laravel" }, "database/migrations/1.php"));
    }

    [Theory]
    [InlineData("0001_make", "0001_make", true)]
    [InlineData("0001_make.sql", "0001_make", true)]
    [InlineData("migrations/0001_make.sql", "0001_make", true)]
    [InlineData("20240101.make", "20240101.make", true)]
    [InlineData("shop.0001_initial", "shop.0001_initial", true)]
    [InlineData("shop.0001_initial", "people.0001_initial", false)]
    [InlineData("0001_make", "0001", false)]
    public void A_listed_name_may_have_folder_and_ending(string listed, string name, bool same) => Assert.Equal(same, MigrationFiles.IsSame(listed, name));

    private static IEnumerable<string> Names(string stack, MigrationCommands? own, params string[] paths)
    {
        var migration = StackCatalogue.Recipe(Fixture.Environment(stack) with { Migrations = own }).Migration!;
        var manifest = Manifest.Create(paths.Select(p => ManifestEntry.File(p, 1, Digest.Of(Encoding.UTF8.GetBytes(p)))));
        return MigrationFiles.Of(migration, manifest, e => "class AccountsConfig(AppConfig):\n    name = 'apps.accounts'\n    label = 'people'\n").Select(f => f.Name);
    }
}
