namespace Slipway.Checks.Project.Env;

/// <summary><c>env.debug_off</c></summary>
internal sealed class DebugOff() : ProjectCheck<DebugFacts>(new("env.debug_off", "Debug mode is off", Severity.Critical)
{
    Section = CheckSection.Env,
    Why = "A debug page shows visitors code, settings and often passwords.",
    Judged = "APP_DEBUG, DEBUG, DJANGO_DEBUG, FLASK_DEBUG and ASPNETCORE_DETAILEDERRORS, where they are set, must be off. Django: also where the settings read it under any name and by any function, the default counts when the env file does not set it. For Node, DEBUG is a filter of log lines and is not judged.",
    Causes = [new("default-on", "the settings switch it on by default, for developers"), new("left-on", "it was switched on to look for an error and left on"), new("copied-from-development", "the env file was copied from the development machine")],
    Remedy = new("Set it to false. Look for errors in the logs: slipway logs."),
    Sources = ["https://docs.djangoproject.com/en/stable/ref/settings/#debug", "https://laravel.com/docs/errors#configuration"],
    DependsOn = ["env.readable"],
}, DebugFacts.ReadAsync)
{
    public override Verdict Judge(DebugFacts facts)
    {
        var env = facts.Env;
        if (!env.Exists)
            return Verdict.Skip($"there is no {env.File}");
        List<Evidence> seen = [.. env.Env.Of(EnvNames.Debug)
            .Where(v => !(v.Key == "DEBUG" && env.Stack == "node") && ValueForms.Flag(v.Text) != false).Select(v => v.Seen(ValueForms.IsTrue(v.Text) ? "is on" : "is neither true nor false"))];
        if (seen.Count == 0 && facts.Setting is { ReadsEnv: true, Value.IsTrue: true } setting)
            seen.Add(new($"DEBUG is on {(setting.FromEnv ? $"by what {env.File} says" : $"by default, and {env.File} does not switch it off")}", setting.Where, "DEBUG"));
        return Verdict.FailIf(seen, "Debug mode is on");
    }
}
