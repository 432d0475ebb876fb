namespace Slipway.Checks.Env;

/// <summary><c>env.production</c></summary>
internal sealed class ProductionMode() : EnvCheck(new("env.production", "The app runs in production mode", Severity.Critical)
{
    Section = CheckSection.Env,
    Why = "In development mode frameworks show errors with code and settings, serve files that nobody should see, and are slow.",
    Judged = "APP_ENV, NODE_ENV, ASPNETCORE_ENVIRONMENT and their kin, where they are set. In an environment called production they must say production; in any other they must not say local, development or testing.",
    Causes = [new("copied-from-development", "the env file was copied from the development machine"), new("copied-from-staging", "the env file was copied from staging")],
    Remedy = new("Set the mode to production (staging in staging)."),
    Sources = ["https://laravel.com/docs/configuration#environment-configuration", "https://learn.microsoft.com/aspnet/core/fundamentals/environments"],
    DependsOn = [Readable],
})
{
    protected override Verdict JudgeFile(EnvFacts facts) => Verdict.FailIf(facts.Env.Of(EnvNames.Mode)
        .Where(v => !v.IsEmpty && !Fits(v.Text.Trim().ToLowerInvariant(), facts.IsProduction)).Select(v => v.Seen($"is {v.Text.Trim()}")), "The app does not run in production mode");

    private static bool Fits(string mode, bool production) => production ? mode is "production" or "prod" : mode is not ("local" or "dev" or "development" or "test" or "testing");
}
