using System.Text.Json.Serialization;

namespace Slipway.EnvFiles;

/// <summary>The program by whose rules an env file is read.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<EnvDialect>))]
public enum EnvDialect
{
    /// <summary>Slipway's own: what the others read alike is taken, what they read differently is a problem.</summary>
    [JsonStringEnumMemberName("strict")] Strict,

    /// <summary>vlucas/phpdotenv 5: Laravel and other PHP.</summary>
    [JsonStringEnumMemberName("phpdotenv")] Phpdotenv,

    /// <summary>python-dotenv.</summary>
    [JsonStringEnumMemberName("python-dotenv")] PythonDotenv,

    /// <summary>django-environ's read_env, since 0.11.</summary>
    [JsonStringEnumMemberName("django-environ")] DjangoEnviron,

    /// <summary>env_file of Docker Compose 2.</summary>
    [JsonStringEnumMemberName("compose")] Compose,

    /// <summary>EnvironmentFile= of systemd.</summary>
    [JsonStringEnumMemberName("systemd")] Systemd,

    /// <summary><c>set -a; . file</c> in a POSIX shell, as far as it only sets variables.</summary>
    [JsonStringEnumMemberName("shell")] Shell,

    /// <summary>dotenv of npm.</summary>
    [JsonStringEnumMemberName("dotenv")] NodeDotenv,
}
