using Slipway.Checks.Project.Files;
using Slipway.Checks.Project.Files.Compose;
using Slipway.Checks.Project.Files.Ini;

namespace Slipway.Checks.Project.Stack.Data;

/// <summary>Settings of database and Redis servers in the project.</summary>
/// <param name="UsesRedis">Queue or sessions lie in Redis.</param>
internal sealed record DataFacts(IReadOnlyList<DataSetting> Mysql, IReadOnlyList<DataSetting> Postgres, IReadOnlyList<RedisServer> Redis, MysqlKind Kind, bool UsesRedis)
{
    public static async Task<DataFacts> ReadAsync(CheckedProject project, CancellationToken cancel) => Of(
        await project.FactsAsync(ProjectFiles.ReadAsync, cancel), (await project.FactsAsync(ComposeFacts.ReadAsync, cancel)).Services,
        await project.FactsAsync(StackEnv.ReadAsync, cancel), project.Environment.Name);

    public static DataFacts Of(ProjectFiles files, IReadOnlyList<ComposeService> services, StackEnv env, string environment)
    {
        var texts = files.Files(path => (path.EndsWith(".cnf", StringComparison.Ordinal) || path.EndsWith(".conf", StringComparison.Ordinal)) && FilePurpose.IsServed(path, environment)).ToList();
        var mysql = texts.Where(f => f.Name.EndsWith(".cnf", StringComparison.Ordinal) || f.Text.Contains("[mysqld]", StringComparison.Ordinal)).ToList();
        return new(
            [.. mysql.SelectMany(OfMysql), .. services.Where(IsMysql).SelectMany(OfCommand)],
            [.. texts.Where(f => f.Name.StartsWith("postgresql", StringComparison.Ordinal)).SelectMany(OfPostgres), .. services.Where(s => s.Is("postgres")).SelectMany(OfCommand)],
            [.. texts.Where(f => f.Name.StartsWith("redis", StringComparison.Ordinal) && !f.Text.Contains("[program:", StringComparison.Ordinal)).Select(RedisServer.Of), .. services.Where(s => s.Is("redis") || s.Is("valkey")).Select(RedisServer.Of)],
            KindOf(mysql, services, env), IsRedis(env) || services.Any(s => s.CommandText.Contains("celery", StringComparison.Ordinal)));
    }

    private static bool IsMysql(ComposeService service) => service.Is("mysql") || service.Is("mariadb") || service.Is("mysql/mysql-server") || service.Is("percona");

    private static IEnumerable<DataSetting> OfMysql(TextFile file) => IniReader.Read(file.Text).Where(s => s.Name is "mysqld" or "server" or "mariadb" or "mysqld-8.0" || s.Name.StartsWith("mysqld", StringComparison.Ordinal))
        .SelectMany(s => s.Settings).Select(s => new DataSetting(Key(s.Key), s.Value, file.Where(s.Index), file.Path));

    private static IEnumerable<DataSetting> OfPostgres(TextFile file) => IniReader.Read(file.Text).SelectMany(s => s.Settings)
        .Select(s => new DataSetting(Key(s.Key), s.Value.Split('#')[0].Trim().Trim('\''), file.Where(s.Index), file.Path));

    // mysqld --max-connections=200, postgres -c fsync=off
    private static IEnumerable<DataSetting> OfCommand(ComposeService service)
    {
        var before = "";
        foreach (var word in service.Command)
        {
            var option = word.StartsWith("--", StringComparison.Ordinal) ? word[2..] : before == "-c" ? word : null;
            before = word;
            if (option?.Split('=', 2) is { } parts)
                yield return new(Key(parts[0]), parts.Length > 1 ? parts[1] : "", service.CommandPlace ?? service.Place, service.Name);
        }
    }

    private static MysqlKind KindOf(IReadOnlyList<TextFile> files, IReadOnlyList<ComposeService> services, StackEnv env)
    {
        if (services.FirstOrDefault(IsMysql) is { } service)
            return service.Is("mariadb") ? MysqlKind.Mariadb : (ServiceRole.Tag(service.Image!.Text) ?? "8").StartsWith("5.", StringComparison.Ordinal) ? MysqlKind.Mysql5 : MysqlKind.Mysql8;
        return env.Text("DB_CONNECTION") == "mariadb" || files.Any(f => f.Path.Contains("mariadb", StringComparison.OrdinalIgnoreCase) || f.Text.Contains("[mariadb", StringComparison.OrdinalIgnoreCase))
            ? MysqlKind.Mariadb : MysqlKind.Mysql8;
    }

    private static bool IsRedis(StackEnv env) =>
        env.Text("QUEUE_CONNECTION") == "redis" || env.Text("SESSION_DRIVER") == "redis"
        || new[] { "CELERY_BROKER_URL", "BROKER_URL", "CELERY_BROKER" }.Any(key => env.Text(key)?.StartsWith("redis", StringComparison.Ordinal) == true);

    private static string Key(string key) => key.Replace('-', '_').ToLowerInvariant();
}
