using Xunit;

namespace Slipway.Lab.Tests.Harness;

/// <summary>One server for all stacks, with its database.</summary>
public sealed class StackHost(DeployFixture fixture) : IAsyncLifetime
{
    private const string Password = "only-for-the-lab-Kq2vX9mZt4Rw";
    private static int _hosts;

    /// <summary>The database of node in PostgreSQL.</summary>
    public const string NodeDatabase = "signed";

    public LabHost Host { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Host = await fixture.StartWebHostAsync($"stacks{Interlocked.Increment(ref _hosts)}");
        await Host.EnableAsync("mariadb", "postgresql");
        foreach (var name in (string[])["php", "laravel", "loadphp", "loadlaravel", "dropping"])
            await Host.ExecAsync("mysql", "-e",
                $"CREATE DATABASE {name}; CREATE USER {name}@127.0.0.1 IDENTIFIED BY '{Password}'; GRANT ALL ON {name}.* TO {name}@127.0.0.1");
        await SqlAsync("postgres", $"CREATE ROLE {NodeDatabase} LOGIN PASSWORD '{Password}'");
        await SqlAsync("postgres", $"CREATE DATABASE {NodeDatabase} OWNER {NodeDatabase}");
        await Host.ExecAsync("ln", "-s", "/usr/share/nodejs", "/srv/node_modules"); // where Debian's driver of PostgreSQL lies
    }

    /// <summary>A copy of the sample for this host.</summary>
    /// <param name="database">Its database, when it is a server's.</param>
    public StackSite Site(string stack, string database)
    {
        switch (stack)
        {
            case "php":
                return new(fixture, Host, stack, [$"DB_DSN=mysql:host=127.0.0.1;dbname={database};charset=utf8mb4", $"DB_USERNAME={database}", $"DB_PASSWORD={Password}"]);
            case "laravel":
                return new(fixture, Host, stack,
                [
                    "APP_ENV=production", "APP_KEY=base64:MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=", "DB_CONNECTION=mysql", "DB_HOST=127.0.0.1",
                    $"DB_DATABASE={database}", $"DB_USERNAME={database}", $"DB_PASSWORD={Password}",
                ]);
            case "static":
                return new(fixture, Host, stack, []);
            case "node":
                var node = database == NodeDatabase
                    ? new StackSite(fixture, Host, stack, [$"DATABASE_URL=postgresql://{database}:{Password}@127.0.0.1/{database}"])
                    : new StackSite(fixture, Host, stack, [], ("database: postgresql", "database: sqlite"), ("drain: 30s", "drain: 12s")); // a WebSocket stays to its end
                File.Delete(Path.Combine(node.Project, "package-lock.json"));
                node.Change("package.json", ("\"pg\": \"8.11.3\"", ""), ("\"build\": \"node build.js\",", "")); // no registry, no npm
                return node;
            default:
                return new(fixture, Host, stack, ["SECRET_KEY=only-for-the-lab-mR7wq2ZtK9vXc4Lb8Nf3Hs6Jd1Gp5Ty0Ue"], ("database: postgresql", "database: sqlite"));
        }
    }

    /// <summary>The answer of PostgreSQL, one row a line.</summary>
    public async Task<string> SqlAsync(string database, string query) =>
        (await Host.ExecAsync("runuser", "-u", "postgres", "--", "psql", "-X", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-d", database, "-c", query)).Out.Trim();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
