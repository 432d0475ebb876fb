namespace Slipway.Checks.Project.Env;

/// <summary>The checks of the env file, once each.</summary>
internal static class EnvChecks
{
    public static IReadOnlyList<Check> All { get; } =
    [
        new EnvReadable(),
        new EnvDialects(),
        new EnvDuplicates(),
        new EnvFileMode(),
        new ProductionMode(),
        new DebugOff(),
        new KeyPresent(),
        new NoPlaceholder(),
        new UrlMatches(),
        new UrlHttps(),
        new NoLocalhost(),
        new HostsNotWild(),
        new CorsOrigins(),
        new SslRedirect(),
        new Hsts(),
        new ValueTypes(),
        new MailComplete(),
        new ProductionDrivers(),
        new LogLevel(),
        new RedisPolicy(),
        new PaymentMode(),
        new SandboxOff(),
        new SecretsStrong(),
        new SecretDefaults(),
        new KeysDistinct(),
        new DevelopmentApart(),
        new RequiredVariables(),
        new UnusedVariables(),
        new ComposeVariables(),
        new OneEnvFile(),
        new LeakedSecrets(),
    ];
}
