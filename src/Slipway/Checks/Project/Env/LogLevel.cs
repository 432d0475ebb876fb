namespace Slipway.Checks.Project.Env;

/// <summary><c>env.log_level</c></summary>
internal sealed class LogLevel() : EnvCheck(new("env.log_level", "The log is not flooded", Severity.Medium)
{
    Section = CheckSection.Env,
    Why = "At the level debug logs grow fast and hold what users typed.",
    Judged = "LOG_LEVEL is not debug or trace in production.",
    Causes = [new("left-on", "it was set to look for an error")],
    Remedy = new("Set LOG_LEVEL=warning (or info)."),
    DependsOn = [Readable],
})
{
    protected override Verdict JudgeFile(EnvFacts facts) => facts.IsProduction
        ? Verdict.WarnIf(facts.Env.Of("LOG_LEVEL", "DJANGO_LOG_LEVEL", "Logging__LogLevel__Default").Where(v => v.Text.Trim().ToLowerInvariant() is "debug" or "trace" or "silly").Select(v => v.Seen($"is {v.Text.Trim()}")), "The log level is for development")
        : Verdict.Skip("only for production");
}
