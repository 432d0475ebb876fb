using Xunit;

namespace Slipway.Lab.Tests.Harness;

/// <summary>One server for all stacks, with its database.</summary>
public sealed class StackHost(DeployFixture fixture) : IAsyncLifetime
{
    private const string Password = "a-database-password";

    public LabHost Host { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Host = await fixture.StartWebHostAsync("stacks");
        await Host.EnableAsync("mariadb");
        foreach (var name in (string[])["php", "laravel", "loadphp", "loadlaravel", "dropping"])
            await Host.ExecAsync("mysql", "-e",
                $"CREATE DATABASE {name}; CREATE USER {name}@127.0.0.1 IDENTIFIED BY '{Password}'; GRANT ALL ON {name}.* TO {name}@127.0.0.1");
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
                var node = new StackSite(fixture, Host, stack, [], ("database: postgresql", "database: sqlite"), ("drain: 30s", "drain: 12s")); // a WebSocket stays to its end
                File.Delete(Path.Combine(node.Project, "package-lock.json"));
                node.Change("package.json", ("\"pg\": \"8.11.3\"", ""), ("\"build\": \"node build.js\",", "")); // no registry, no npm
                return node;
            default:
                return new(fixture, Host, stack, ["SECRET_KEY=only-for-the-lab-mR7wq2ZtK9vXc4Lb8Nf3Hs6Jd1Gp5Ty0Ue"], ("database: postgresql", "database: sqlite"));
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
