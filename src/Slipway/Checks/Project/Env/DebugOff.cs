namespace Slipway.Checks.Project.Env;

/// <summary><c>env.debug_off</c></summary>
internal sealed class DebugOff() : EnvCheck(new("env.debug_off", "Debug mode is off", Severity.Critical)
{
    Section = CheckSection.Env,
    Why = "A debug page shows visitors code, settings and often passwords.",
    Judged = "APP_DEBUG, DEBUG, DJANGO_DEBUG, FLASK_DEBUG and ASPNETCORE_DETAILEDERRORS, where they are set, must be off; for Node, DEBUG is a filter of log lines and is not judged.",
    Causes = [new("left-on", "it was switched on to look for an error and left on"), new("copied-from-development", "the env file was copied from the development machine")],
    Remedy = new("Set it to false. Look for errors in the logs: slipway logs."),
    Sources = ["https://docs.djangoproject.com/en/stable/ref/settings/#debug", "https://laravel.com/docs/errors#configuration"],
    DependsOn = [Readable],
})
{
    protected override Verdict JudgeFile(EnvFacts facts) => Verdict.FailIf(facts.Env.Of(EnvNames.Debug)
        .Where(v => !(v.Key == "DEBUG" && facts.Stack == "node") && ValueForms.Flag(v.Text) != false).Select(v => v.Seen(ValueForms.IsTrue(v.Text) ? "is on" : "is neither true nor false")), "Debug mode is on");
}
