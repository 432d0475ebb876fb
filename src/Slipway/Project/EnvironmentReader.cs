namespace Slipway.Project;

/// <summary>Settings of one environment over the defaults at the top of the file → <see cref="AppEnvironment"/>.</summary>
internal sealed class EnvironmentReader(Settings top, string file, ProblemList problems)
{
    private static readonly HashSet<string> Merged = ["health", "users", "services", "checks"];

    public EnvironmentSource Server(string name, Settings own)
    {
        var settings = own.Over(top, Merged);
        var source = new EnvironmentSource(Make(name, settings), settings);
        EnvironmentRules.Check(source, problems);
        return source;
    }

    /// <summary>This machine: own user, folder below the project, no hosts.</summary>
    public AppEnvironment Local(Settings own)
    {
        if (own.Find("hosts") is { } hosts)
            problems.Add(hosts.At, EnvironmentProblems.LocalHosts());
        var settings = own.Over(top, Merged);
        EnvironmentRules.CheckHooks(settings, problems);
        var made = Make("local", settings);
        return made with
        {
            IsLocal = true,
            Url = null,
            Names = [],
            Hosts = [],
            Tls = Tls.None,
            DeployUser = System.Environment.UserName,
            RunUser = System.Environment.UserName,
            Root = Path.Combine(made.Folder, ".slipway", "local"),
        };
    }

    private AppEnvironment Make(string name, Settings settings)
    {
        var app = top.Text("app") ?? "app";
        var url = settings.Get<Uri?>("url", null);
        var users = settings.Nested("users");
        return new()
        {
            App = app,
            Name = name,
            Stack = top.Text("stack"),
            Folder = Path.GetDirectoryName(file)!,
            File = file,
            Url = url,
            Names = settings.List<string>("names"),
            Tls = settings.Text("tls") is { } tls ? Word<Tls>(tls) : url?.Scheme == "https" ? Tls.Auto : Tls.None,
            Hosts = HostRoles.Apply(settings.List<Settings>("hosts")),
            DeployUser = users.Text("deploy") ?? "deploy",
            RunUser = users.Text("run") ?? (app.Length > 32 ? app[..32].TrimEnd('-') : app),
            Root = settings.Text("root") ?? (name == "production" ? $"/srv/{app}" : $"/srv/{app}-{name}"),
            Health = Health(settings.Nested("health")),
            Services = Services(settings.Nested("services")),
            Shared = settings.List<string>("shared"),
            Excludes = settings.List<string>("excludes"),
            Include = settings.List<string>("include"),
            Build = Word<BuildPlace>(settings.Text("build") ?? "local"),
            Listen = Word<Listen>(settings.Text("listen") ?? "socket"),
            Migrations = settings.Has("migrations") ? Migrations(settings.Nested("migrations")) : null,
            Hooks = [.. settings.List<Settings>("hooks").Select(Hook)],
            Keep = settings.Get("keep", 5),
            Drain = settings.Get("drain", TimeSpan.FromSeconds(60)),
            Soak = settings.Get("soak", TimeSpan.FromSeconds(10)),
            Limits = Limits(settings.Nested("limits")),
            Checks = Checks(settings.Nested("checks")),
            Waivers = [.. settings.List("waivers").Select(w => Waiver((Settings)w.Value, $"{file}:{w.At.Line}:{w.At.Column}"))],
            OnHostFailure = settings.Text("on_host_failure") == "exclude" ? OnHostFailure.Exclude : OnHostFailure.UndoAll,
        };
    }

    private static T Word<T>(string word) where T : struct, Enum => Enum.Parse<T>(word, ignoreCase: true);

    private static HealthCheck Health(Settings settings)
    {
        var defaults = new HealthCheck();
        return new()
        {
            Path = settings.Text("path") ?? defaults.Path,
            PathGiven = settings.Text("path") is not null,
            Expect = settings.Get("expect", defaults.Expect),
            Timeout = settings.Get("timeout", defaults.Timeout),
        };
    }

    private static WebLimits Limits(Settings settings)
    {
        var defaults = new WebLimits();
        return new()
        {
            Body = settings.Get("body", defaults.Body),
            Header = settings.Get("header", defaults.Header),
            Timeout = settings.Get("timeout", defaults.Timeout),
        };
    }

    private static Services Services(Settings settings) => new()
    {
        Database = settings.Text("database"),
        Cache = settings.Text("cache"),
        Workers = [.. settings.Nested("workers").Entries.Select(e => (e.Name, Settings: (Settings)e.Setting.Value)).Select(e => new Worker(
            e.Name, e.Settings.Get<List<string>>("command", []), e.Settings.Get("count", 1), e.Settings.Get("stop_timeout", TimeSpan.FromSeconds(60))))],
    };

    private static MigrationCommands Migrations(Settings settings) =>
        new(settings.Get<List<string>>("list", []), settings.Get<List<string>>("run", []))
        {
            Parse = settings.Text("parse") ?? "lines",
            Files = settings.List<string>("files"),
        };

    private static CheckSettings Checks(Settings settings) => new()
    {
        Branch = settings.Text("branch"),
        Tests = [.. settings.List<List<string>>("tests")],
        RequireTests = settings.Get("require_tests", false),
    };

    private static Waiver Waiver(Settings settings, string where) => new(
        settings.Text("check") ?? "", settings.Text("reason") ?? "", settings.Text("owner") ?? "", settings.Get("until", DateOnly.MinValue))
    {
        Subject = settings.Text("subject"),
        Where = where,
    };

    private static Hook Hook(Settings settings)
    {
        var when = settings.Has("before") ? "before" : "after";
        return new(when, settings.Text(when) ?? "", settings.Get<List<string>>("run", []), settings.Text("on") == "local");
    }
}
