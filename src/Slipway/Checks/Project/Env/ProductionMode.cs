namespace Slipway.Checks.Project.Env;

/// <summary><c>env.production</c></summary>
internal sealed class ProductionMode() : EnvCheck(new("env.production", "The app runs in production mode", Severity.Critical)
{
    Section = CheckSection.Env,
    Why = "In development mode frameworks show errors with code and settings, serve files that nobody should see, and are slow.",
    Judged = "APP_ENV, NODE_ENV, ASPNETCORE_ENVIRONMENT and their kin, and the module of DJANGO_SETTINGS_MODULE, where they are set. In an environment called production they must say production; in any other they must not say local, development or testing.",
    Causes = [new("copied-from-development", "the env file was copied from the development machine"), new("copied-from-staging", "the env file was copied from staging")],
    Remedy = new("Set the mode to production (staging in staging)."),
    Sources = ["https://laravel.com/docs/configuration#environment-configuration", "https://learn.microsoft.com/aspnet/core/fundamentals/environments"],
    DependsOn = [Readable],
})
{
    private static readonly string[] OtherModules = ["local", "dev", "development", "test", "testing", "staging"];

    protected override Verdict JudgeFile(EnvFacts facts) => Verdict.FailIf(
    [
        .. facts.Env.Of(EnvNames.Mode).Where(v => !v.IsEmpty && !Fits(v.Text.Trim().ToLowerInvariant(), facts)).Select(v => v.Seen($"is {v.Text.Trim()}")),
        .. facts.Env.Of("DJANGO_SETTINGS_MODULE").Where(v => OtherModules.Contains(v.Text.Trim().Split('.')[^1]) && (facts.IsProduction || !v.Text.Trim().EndsWith(".staging", StringComparison.Ordinal))).Select(v => v.Seen($"is {v.Text.Trim()}")),
    ], "The app does not run in production mode");

    // Symfony and its kin say prod; Laravel, Node and ASP.NET Core take that for some other mode.
    private static bool Fits(string mode, EnvFacts facts) => facts.IsProduction
        ? mode == "production" || (mode == "prod" && facts.Stack == "php") : mode is not ("local" or "dev" or "development" or "test" or "testing");
}
