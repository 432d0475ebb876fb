namespace Slipway.Checks.Project.Env;

/// <summary><c>env.drivers_prod</c></summary>
internal sealed class ProductionDrivers() : ProjectCheck<DriverFacts>(new("env.drivers_prod", "Drivers suit production", Severity.High)
{
    Section = CheckSection.Env,
    Why = "Mail in a log file, jobs in the request, sessions that are lost with the process: all look well until there are users.",
    Judged = "Cache is not array or null; queue is not sync or null; session is not array; mail is not log or array (production only); files of sessions, cache and uploads are not on one of several web hosts; SQLite is not used with several hosts; Celery is not eager; Django does not print its mails.",
    Causes = [new("example-default", "the example names a driver for development"), new("second-host", "a second host was added later")],
    Remedy = new("Choose a driver that outlives the process and is shared by all hosts: redis or database."),
    Sources = ["https://laravel.com/docs/queues", "https://laravel.com/docs/session"],
    DependsOn = ["env.readable"],
}, DriverFacts.ReadAsync)
{
    public override Verdict Judge(DriverFacts facts) => Verdict.FailIf(
    [
        .. facts.Env.Env.Variables.Select(v => (Variable: v, Fault: Fault(v.Key, v.Text.Trim(), facts.Env))).Where(v => v.Fault is not null)
            .Select(v => v.Variable.Seen($"is {v.Variable.Text.Trim()}: {v.Fault}")),
        .. facts.Settings.Select(s => (Setting: s, Fault: Fault(s.Name, s.Text, facts.Env))).Where(s => s.Fault is not null)
            .Select(s => new Evidence($"{s.Setting.Name} is {s.Setting.Text}: {s.Fault}", s.Setting.Where, s.Setting.Name)),
    ], "Drivers do not suit production");

    private static string? Fault(string key, string value, EnvFacts facts) => (key, value.ToLowerInvariant()) switch
    {
        ("CACHE_DRIVER" or "CACHE_STORE", "array" or "null") => "nothing is kept from one request to the next",
        ("QUEUE_CONNECTION" or "QUEUE_DRIVER", "sync") => "jobs run inside the request",
        ("QUEUE_CONNECTION" or "QUEUE_DRIVER", "null") => "jobs vanish",
        ("SESSION_DRIVER", "array" or "null") => "nobody stays logged in",
        ("MAIL_MAILER" or "MAIL_DRIVER", "log" or "array") when facts.IsProduction => "no mail is sent",
        ("EMAIL_BACKEND", var backend) when facts.IsProduction && (backend.Contains(".console.") || backend.Contains(".dummy.") || backend.Contains(".locmem.") || backend.Contains(".filebased.")) => "no mail is sent",
        ("CACHES", var backend) when backend.Contains(".locmem.") || backend.Contains(".dummy.") => "each process has its own cache, or none",
        ("CELERY_TASK_ALWAYS_EAGER", var eager) when ValueForms.IsTrue(eager) => "tasks run inside the request",
        ("CACHE_URL", var cache) when cache.StartsWith("locmem", StringComparison.Ordinal) || cache.StartsWith("dummy", StringComparison.Ordinal) => "each process has its own cache",
        ("CACHE_DRIVER" or "CACHE_STORE" or "SESSION_DRIVER", "file") when facts.WebHosts > 1 => $"each of the {facts.WebHosts} web hosts has its own",
        ("FILESYSTEM_DISK" or "FILESYSTEM_DRIVER", "local" or "public") when facts.WebHosts > 1 => $"uploads lie on one of {facts.WebHosts} web hosts",
        ("DB_CONNECTION", "sqlite") when facts.Environment.Hosts.Count > 1 => "SQLite cannot be shared by several hosts",
        _ => null,
    };
}
