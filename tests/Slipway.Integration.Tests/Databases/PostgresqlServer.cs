using System.Text;
using Slipway.Databases;
using Slipway.Processes;
using Xunit;

namespace Slipway.Integration.Tests.Databases;

/// <summary>A PostgreSQL for the tests of one class: socket only, passwords asked of all but the administrator.</summary>
public sealed class PostgresqlServer : IAsyncLifetime
{
    public const string Password = "p:w\\@/d %x";
    private PrivateServer? _server;

    private static string? ServerFolder => !Directory.Exists("/usr/lib/postgresql") ? null
        : Directory.EnumerateDirectories("/usr/lib/postgresql").Select(d => Path.Combine(d, "bin")).LastOrDefault(b => File.Exists(Path.Combine(b, "initdb")));

    public string Folder => _server!.Folder;

    public async ValueTask InitializeAsync()
    {
        if (ServerFolder is not { } bin || Programs.Find("psql") is null)
            return;
        _server = new PrivateServer();
        var data = Path.Combine(Folder, "data");
        await _server.PrepareAsync(Path.Combine(bin, "initdb"), "-D", data, "-U", "admin", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync");
        await File.WriteAllTextAsync(Path.Combine(data, "pg_hba.conf"), "local all admin trust\nlocal all all scram-sha-256\n");
        await _server.StartAsync(
            new CommandLine(Path.Combine(bin, "postgres"), "-D", data, "-k", Folder, "-c", "listen_addresses=", "-c", "fsync=off", "-c", "shared_buffers=16MB"),
            Client("postgres", "SELECT 1"));
    }

    public void Need()
    {
        Needs.Programs("psql", "pg_dump", "setpriv", "setsid");
        Needs.That(ServerFolder is not null, "the PostgreSQL server (package postgresql) is not installed");
    }

    /// <summary>A database of this name, owned by a user of the same name who may do nothing else.</summary>
    public async Task<DatabaseAccess> CreateAsync(string name)
    {
        await SqlAsync("postgres", $"CREATE ROLE {name} LOGIN PASSWORD '{Password.Replace("'", "''")}';");
        await SqlAsync("postgres", $"CREATE DATABASE {name} OWNER {name};");
        await SqlAsync(name, "CREATE EXTENSION IF NOT EXISTS plpgsql; COMMENT ON EXTENSION plpgsql IS 'kept';");
        return Access(name, Password);
    }

    public DatabaseAccess Access(string name, string password) => DatabaseAccess.From("postgresql", new Dictionary<string, string?>
    {
        ["DATABASE_URL"] = $"postgres://{name}:{Uri.EscapeDataString(password)}@/{name}?host={Folder}",
    }, "/", PrivateServer.Account);

    public Task<string> SqlAsync(string database, string sql) => PrivateServer.RunAsync(Client(database, sql));

    public Task<string> UserSqlAsync(string name, string sql) => PrivateServer.RunAsync(Client(name, $"SET ROLE {name};\n" + sql));

    /// <summary>Every row and everything else, as pg_dump writes it.</summary>
    public async Task<string> PictureAsync(string database)
    {
        var dump = await PrivateServer.RunAsync(new CommandLine("pg_dump", "-h", Folder, "-U", "admin", "--no-owner", database));
        return string.Join('\n', dump.Split('\n').Where(line => !line.StartsWith("\\restrict", StringComparison.Ordinal) && !line.StartsWith("\\unrestrict", StringComparison.Ordinal)));
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
    }

    private CommandLine Client(string database, string sql) =>
        new("psql", "-h", Folder, "-U", "admin", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-f", "-", database) { Input = Encoding.UTF8.GetBytes(sql) };
}
