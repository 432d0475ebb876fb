using System.Text;
using Slipway.Databases;
using Slipway.Processes;
using Xunit;

namespace Slipway.Integration.Tests.Databases;

/// <summary>A MariaDB for the tests of one class: socket only, an administrator without a password, databases made by the tests.</summary>
public sealed class MariadbServer : IAsyncLifetime
{
    /// <summary>All that an option file could stumble over.</summary>
    public const string Password = "p\"w'#\\;=] x$`%";

    private PrivateServer? _server;

    public string Socket => Path.Combine(_server!.Folder, "s.sock");

    public async ValueTask InitializeAsync()
    {
        if (new[] { "mariadbd", "mariadb-install-db", "mariadb", "mariadb-dump" }.Any(p => Programs.Find(p) is null))
            return;
        _server = new PrivateServer();
        var data = Path.Combine(_server.Folder, "data");
        await _server.PrepareAsync("mariadb-install-db", "--no-defaults", $"--datadir={data}", "--auth-root-authentication-method=normal", "--skip-test-db", "--innodb-log-file-size=8M");
        await _server.StartAsync(
            new CommandLine(Programs.Find("mariadbd")!, "--no-defaults", $"--datadir={data}", $"--socket={Socket}", "--skip-networking", "--innodb-log-file-size=8M",
                "--innodb-buffer-pool-size=16M", $"--pid-file={_server.Folder}/pid", "--event-scheduler=OFF", "--lower-case-table-names=0"),
            Client("", "SELECT 1"));
    }

    public void Need() => Needs.Programs("mariadbd", "mariadb-install-db", "mariadb", "mariadb-dump", "setpriv", "setsid");

    /// <summary>A database of this name and a user of the same name with all rights on it.</summary>
    public async Task<DatabaseAccess> CreateAsync(string name, bool mayCreateDatabases)
    {
        var quoted = Password.Replace("\\", "\\\\").Replace("'", "''");
        await SqlAsync("", $"CREATE DATABASE `{name}` CHARACTER SET utf8mb4; CREATE USER `{name}`@localhost IDENTIFIED BY '{quoted}';"
            + (mayCreateDatabases ? $"GRANT ALL ON *.* TO `{name}`@localhost" : $"GRANT ALL ON `{name}`.* TO `{name}`@localhost"));
        return Access(name, Password);
    }

    public DatabaseAccess Access(string name, string password) => DatabaseAccess.From("mysql", new Dictionary<string, string?>
    {
        ["DB_CONNECTION"] = "mysql", ["DB_HOST"] = "127.0.0.1", ["DB_SOCKET"] = Socket, ["DB_DATABASE"] = name, ["DB_USERNAME"] = name, ["DB_PASSWORD"] = password,
    }, "/", PrivateServer.Account);

    public Task<string> SqlAsync(string database, string sql) => PrivateServer.RunAsync(Client(database, sql));

    /// <summary>Tables, every row, and everything else that the database holds, as text.</summary>
    public async Task<string> PictureAsync(string database)
    {
        var text = new StringBuilder();
        foreach (var table in (await SqlAsync("", $"SELECT table_name FROM information_schema.tables WHERE table_schema='{database}' AND table_type<>'VIEW' ORDER BY 1")).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var quoted = table.Replace("`", "``");
            text.Append(await SqlAsync(database, $"SHOW CREATE TABLE `{quoted}`"));
            text.Append(await SqlAsync(database, $"SELECT * FROM `{quoted}` ORDER BY 1"));
        }

        foreach (var sql in new[]
        {
            $"SELECT table_name, view_definition FROM information_schema.views WHERE table_schema='{database}' ORDER BY 1",
            $"SELECT trigger_name, event_object_table, action_statement FROM information_schema.triggers WHERE trigger_schema='{database}' ORDER BY 1",
            $"SELECT routine_name, routine_type, routine_definition FROM information_schema.routines WHERE routine_schema='{database}' ORDER BY 1",
            $"SELECT event_name, event_definition FROM information_schema.events WHERE event_schema='{database}' ORDER BY 1",
            $"SELECT constraint_name, unique_constraint_schema, referenced_table_name FROM information_schema.referential_constraints WHERE constraint_schema='{database}' ORDER BY 1",
            "SELECT schema_name FROM information_schema.schemata WHERE schema_name LIKE '%slipway%'",
        })
            text.Append("--\n").Append(await SqlAsync("", sql));
        return text.ToString();
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
    }

    /// <summary>As the app's user, so that what it makes belongs to it.</summary>
    public Task<string> UserSqlAsync(string name, string sql) => PrivateServer.RunAsync(Client(name, sql, name) with
    {
        Variables = new Dictionary<string, string?> { ["MYSQL_PWD"] = Password },
    });

    private CommandLine Client(string database, string sql, string user = "root") =>
        new("mariadb", ["--no-defaults", $"--socket={Socket}", $"--user={user}", "--default-character-set=utf8mb4", "-NB", .. database.Length == 0 ? [] : (string[])[database]])
        {
            Input = Encoding.UTF8.GetBytes(sql),
        };
}
