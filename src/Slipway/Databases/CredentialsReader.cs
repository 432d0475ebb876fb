using Slipway.Problems;
using Slipway.Secrets;

namespace Slipway.Databases;

/// <summary>Reads the credentials of a database server from the variables of an app, in the forms that frameworks use.</summary>
internal static class CredentialsReader
{
    private const string Looked = "DATABASE_URL, DB_URL, DB_DSN, DB_DATABASE or DB_NAME with DB_HOST, DB_USERNAME, DB_PASSWORD, ConnectionStrings__*";

    /// <exception cref="ProblemException">No variable names a database, or one cannot be understood.</exception>
    public static ServerCredentials Mysql(IReadOnlyDictionary<string, string?> variables) => Read(variables, new Names(
        "mysql", ["mysql", "mysql2", "mariadb"], ["mysql"], "MYSQL_", "DB_SOCKET",
        ["MYSQL_DATABASE", "MYSQL_USER", "MYSQL_PASSWORD", "MYSQL_HOST", "MYSQL_PORT"]));

    /// <exception cref="ProblemException">No variable names a database, or one cannot be understood.</exception>
    public static ServerCredentials Postgresql(IReadOnlyDictionary<string, string?> variables)
    {
        var read = Read(variables, new Names(
            "postgresql", ["postgres", "postgresql", "pgsql", "postgis"], ["pgsql"], "PG*, POSTGRES_", "DB_SOCKET",
            ["PGDATABASE", "PGUSER", "PGPASSWORD", "PGHOST", "PGPORT"],
            ["POSTGRES_DB", "POSTGRES_USER", "POSTGRES_PASSWORD", "POSTGRES_HOST", "POSTGRES_PORT"]));
        read = read with { SslMode = read.SslMode ?? variables.GetValueOrDefault("PGSSLMODE") };
        return read.Host is ['/', ..] ? read with { Host = null, Socket = read.Host } : read;
    }

    private sealed record Names(string Kind, string[] Schemes, string[] Drivers, string Family, string Socket, params string[][] Sets);

    private static ServerCredentials Read(IReadOnlyDictionary<string, string?> variables, Names names)
    {
        string? Value(params IEnumerable<string> keys) => keys.Select(k => variables.GetValueOrDefault(k)).FirstOrDefault(v => !string.IsNullOrEmpty(v));
        foreach (var name in (string[])["DATABASE_URL", "DB_URL"])
            if (Value(name) is { } url && names.Schemes.Any(s => url.StartsWith(s + "://", StringComparison.OrdinalIgnoreCase)))
                return DatabaseUrl.Parse(name, url);
        var user = Value(["DB_USERNAME", "DB_USER", .. names.Sets.Select(s => s[1])]);
        var password = Value(["DB_PASSWORD", "DB_PASS", .. names.Sets.Select(s => s[2])]) is { } p ? new Secret(p) : null;
        if (Value("DB_DSN", "DATABASE_URL") is { } dsn && names.Drivers.FirstOrDefault(d => dsn.StartsWith(d + ":", StringComparison.OrdinalIgnoreCase)) is { } driver)
            return FromDsn(dsn[(driver.Length + 1)..], user, password, names);
        if (Value(["DB_DATABASE", "DB_NAME", .. names.Sets.Select(s => s[0])]) is { } database)
            return new ServerCredentials(
                Value(["DB_HOST", .. names.Sets.Select(s => s[3])]), Port("DB_PORT", Value(["DB_PORT", .. names.Sets.Select(s => s[4])])),
                Value(names.Socket), database, user, password);
        return FromConnectionStrings(variables)
            ?? throw new ProblemException(BackupProblems.NoCredentials(names.Kind, $"{Looked}, {names.Family}*"));
    }

    // PDO: mysql:host=…;port=…;dbname=…;unix_socket=…
    private static ServerCredentials FromDsn(string text, string? user, Secret? password, Names names)
    {
        var values = ConnectionString.Parse(text.Replace("pgsql:", "", StringComparison.Ordinal));
        return new ServerCredentials(
            ConnectionString.First(values, "host"), Port("DB_DSN", ConnectionString.First(values, "port")), ConnectionString.First(values, "unix_socket"),
            ConnectionString.First(values, "dbname") ?? throw new ProblemException(BackupProblems.NoCredentials(names.Kind, "dbname= in DB_DSN")),
            user ?? ConnectionString.First(values, "user"), password ?? (ConnectionString.First(values, "password") is { } p ? new Secret(p) : null));
    }

    private static ServerCredentials? FromConnectionStrings(IReadOnlyDictionary<string, string?> variables)
    {
        foreach (var (name, text) in variables.Where(v => v.Key.StartsWith("ConnectionStrings__", StringComparison.OrdinalIgnoreCase)).OrderBy(v => v.Key, StringComparer.Ordinal))
        {
            var values = ConnectionString.Parse(text ?? "");
            if (ConnectionString.First(values, "database", "initial catalog") is { } database)
                return new ServerCredentials(
                    ConnectionString.First(values, "server", "host", "data source"), Port(name, ConnectionString.First(values, "port")), null, database,
                    ConnectionString.First(values, "user id", "username", "uid", "user"),
                    ConnectionString.First(values, "password", "pwd") is { } password ? new Secret(password) : null);
        }

        return null;
    }

    private static int? Port(string variable, string? text) => text is null ? null
        : int.TryParse(text, out var port) && port is > 0 and < 65536 ? port
        : throw new ProblemException(BackupProblems.BadAddress(variable, "the port is not a number from 1 to 65535"));
}
