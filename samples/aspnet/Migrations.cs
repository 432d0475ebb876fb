namespace GuestBook;

/// <summary><c>migrate</c> applies what is pending, <c>migrate --list</c> names it, one per line.</summary>
public static class Migrations
{
    private static readonly (string Name, string When, string[] Statements)[] All =
    [
        ("0001_create_entries", "",
        [
            "PRAGMA journal_mode = WAL",
            "CREATE TABLE entries (id INTEGER PRIMARY KEY, name TEXT NOT NULL, message TEXT NOT NULL, created_at TEXT NOT NULL)",
        ]),
        ("0002_welcome_entry", "", ["INSERT INTO entries (name, message, created_at) VALUES ('Slipway', 'The book is open.', '2024-01-01 12:00')"]),
        ("0003_add_country", "new-migration", ["ALTER TABLE entries ADD COLUMN country TEXT"]),
        ($"1000_empty_the_book_{Switches.Number("empty-book")}", "empty-book", ["DELETE FROM entries"]),
        ("9999_fails_half_way", "fail-migration", ["CREATE TABLE half_done (id INTEGER PRIMARY KEY)", "INSERT INTO no_such_table VALUES (1)"]),
    ];

    public static void Run(bool list)
    {
        Database.Run("CREATE TABLE IF NOT EXISTS migrations (name TEXT PRIMARY KEY)");
        foreach (var (name, _, statements) in All.Where(m => (m.When == "" || Switches.Has(m.When)) && !IsApplied(m.Name)))
        {
            Console.WriteLine(name);
            if (list)
                continue;
            foreach (var sql in statements)
                Database.Run(sql);
            Database.Run("INSERT INTO migrations VALUES ($name)", ("$name", name));
        }
    }

    private static bool IsApplied(string name)
    {
        using var connection = Database.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM migrations WHERE name = $name";
        command.Parameters.AddWithValue("$name", name);
        return (long)command.ExecuteScalar()! > 0;
    }
}
