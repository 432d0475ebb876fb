namespace Slipway.EnvFiles;

/// <summary>How a dialect is called in messages.</summary>
public static class EnvDialectNames
{
    public static string Of(EnvDialect dialect) => dialect switch
    {
        EnvDialect.Phpdotenv => "phpdotenv",
        EnvDialect.PythonDotenv => "python-dotenv",
        EnvDialect.DjangoEnviron => "django-environ",
        EnvDialect.Compose => "Docker Compose",
        EnvDialect.Systemd => "systemd",
        EnvDialect.Shell => "a shell",
        EnvDialect.NodeDotenv => "dotenv",
        _ => "Slipway",
    };
}
