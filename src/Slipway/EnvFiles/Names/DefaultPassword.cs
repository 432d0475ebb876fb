namespace Slipway.EnvFiles.Names;

/// <summary>Passwords and keys that everybody tries first: lists of robots, defaults of images and frameworks.</summary>
public static class DefaultPassword
{
    private static readonly HashSet<string> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        "admin", "admin123", "admin1234", "administrator", "password", "password1", "password12", "password123", "passw0rd", "p@ssw0rd", "pass", "pass123", "secret", "secret123",
        "secretkey", "secret_key", "mysecret", "mysecretpassword", "supersecret", "super_secret", "super-secret", "topsecret", "masterkey", "keyboard cat", "jwt_secret", "jwtsecret",
        "root", "toor", "root123", "postgres", "postgres123", "postgresql", "mysql", "mariadb", "redis", "redis123", "foobared", "rabbitmq", "grafana", "minio", "minioadmin", "mongo",
        "laravel", "django", "symfony", "forge", "homestead", "sail", "docker", "guest", "user", "test", "test123", "testing", "demo", "default", "example", "changeme123",
        "1234", "12345", "123456", "1234567", "12345678", "123456789", "1234567890", "qwerty", "qwerty123", "letmein", "welcome", "welcome1", "dbpassword", "db_password",
        "dev", "development", "local", "staging", "production", "app", "web",
    };

    public static bool Is(string value) => Known.Contains(value.Trim());
}
