using Slipway.Migrations;
using Slipway.Stacks;
using Xunit;

namespace Slipway.Tests.Stacks;

public class MigrationListTest
{
    [Fact]
    public void Laravel_8_table_is_read() => Assert.Equal(["2024_01_02_000000_add_notes"], MigrationList.Parse("laravel", """
        +------+------------------------------+-------+
        | Ran? | Migration                    | Batch |
        +------+------------------------------+-------+
        | Yes  | 2014_10_12_000000_make_users | 1     |
        | No   | 2024_01_02_000000_add_notes  |       |
        +------+------------------------------+-------+
        """));

    [Fact]
    public void Laravel_9_lines_are_read_with_colours() => Assert.Equal(["2024_01_02_000000_add_notes", "2024_01_03_000000_more"], MigrationList.Parse("laravel",
        "\n  Migration name ............ Batch / Status  \n  2014_10_12_000000_make_users ..... [1] Ran  \n"
        + "  2024_01_02_000000_add_notes ...... \u001b[33;1mPending\u001b[39;22m  \n  2024_01_03_000000_more .... Pending\n"));

    [Fact]
    public void Missing_migration_table_means_all_are_pending()
    {
        const string output = "\n   ERROR  Migration table not found.  \n";

        Assert.True(MigrationList.IsFirst("laravel", output));
        Assert.Equal([MigrationList.All], MigrationList.Parse("laravel", output));
        Assert.False(MigrationList.IsFirst("django", output));
    }

    [Fact]
    public void Django_plan_is_read() => Assert.Equal(["guests.0002_note"], MigrationList.Parse("django", """
        [X]  contenttypes.0001_initial
        [X]  guests.0001_initial
        [ ]  guests.0002_note ... (guests.0001_initial)
        """));

    [Fact]
    public void Lines_are_names() => Assert.Equal(["001-notes", "002-more"], MigrationList.Parse("lines", "001-notes\r\n\n  002-more\n"));

    [Fact]
    public void Unknown_kind_is_refused() => Assert.Throws<ArgumentException>(() => MigrationList.Parse("rails", ""));
}
