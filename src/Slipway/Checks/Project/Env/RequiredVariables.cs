using Slipway.Checks.Project.Source;

namespace Slipway.Checks.Project.Env;

/// <summary><c>env.required_vars</c></summary>
internal sealed class RequiredVariables() : EnvUseCheck(new("env.required_vars", "Every variable that the app needs is set", Severity.High)
{
    Section = CheckSection.Env,
    Why = "What is missing shows at the first start, or only when the first customer needs it.",
    Judged = "Variables that the source reads and cannot do without: those that it insists on, and those that the example has and the source reads without a default. `env('X')` and `env('X', null)` of Laravel have a default: null. Tests, examples and packages do not count. The account for mail and variables of compose files have checks of their own.",
    Causes = [new("new-variable", "the code reads a new variable, and the env file was not extended"), new("lost", "a line was removed or emptied")],
    Remedy = new("Set it; slipway prepare adds what the example has.", "slipway prepare"),
    DependsOn = [Readable],
})
{
    // What Slipway, systemd and the runtimes set themselves.
    private static readonly HashSet<string> Given = new(StringComparer.Ordinal)
    {
        "PATH", "HOME", "USER", "SHELL", "PWD", "TMPDIR", "TERM", "LANG", "HOSTNAME", "PORT", "SLIPWAY_RELEASE", "SLIPWAY_SOCKET", "VIEW_COMPILED_PATH", "APP_ENV", "NODE_ENV", "ASPNETCORE_ENVIRONMENT", "CI",
        "DJANGO_SETTINGS_MODULE", "NOTIFY_SOCKET", "LISTEN_FDS", "LISTEN_PID", "INVOCATION_ID", "JOURNAL_STREAM", "VIRTUAL_ENV", "PYTHONPATH",
    };

    // Of Laravel's own skeleton: their variables are options, and what must be there its example says.
    private static readonly HashSet<string> Skeleton = new(
        new[] { "app", "auth", "broadcasting", "cache", "concurrency", "cors", "database", "filesystems", "hashing", "logging", "mail", "queue", "sanctum", "services", "session", "view", "horizon", "telescope", "octane", "scout", "sentry", "reverb", "livewire", "fortify", "jetstream", "permission", "backup", "media-library", "excel", "dompdf", "debugbar", "ide-helper", "trustedproxy", "passport", "cashier" }
            .Select(name => $"config/{name}.php"), StringComparer.Ordinal);

    protected override Verdict JudgeUse(EnvUse use)
    {
        var reads = use.Reads.Where(r => !EnvUse.IsCompose(r.Path)).GroupBy(r => r.Read.Key, StringComparer.Ordinal);
        return Verdict.FailIf(reads.Where(r => !Given.Contains(r.Key) && !MailComplete.Judges(r.Key))
            .Select(r => Fault(use, r.Key, [.. r])).OfType<Evidence>().OrderBy(e => e.Subject, StringComparer.Ordinal), "Variables are missing");
    }

    private static Evidence? Fault(EnvUse use, string key, List<(string Path, EnvRead Read)> reads)
    {
        var set = use.Env.Find(key);
        var example = use.Env.Example?.Find(key);
        if (set is { IsEmpty: false } || (set is not null && example is null or { IsEmpty: true }))
            return null;
        bool IsNeeded((string Path, EnvRead Read) read) => read.Read.Kind == EnvReadKind.Required
            || (read.Read.Kind == EnvReadKind.Optional && (example is { IsEmpty: false } || (example is not null && !Skeleton.Contains(read.Path))));
        return reads.Where(IsNeeded).Select(r => $"{r.Path}:{r.Read.Line}").FirstOrDefault() is { } place ? use.Missing(key, $"{place} reads it", set is null ? place : null) : null;
    }
}
