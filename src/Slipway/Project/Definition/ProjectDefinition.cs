namespace Slipway.Project.Definition;

/// <summary>The one description of slipway.yaml: reader, JSON Schema and docs/project-file.md follow from it.</summary>
internal static class ProjectDefinition
{
    public static readonly IReadOnlyList<string> Steps = ["upload", "build", "protect", "migrate", "start", "switch", "soak", "commit"];

    private static readonly FieldsShape Users = new("`users`",
    [
        new("deploy", new TextShape(TextFormats.User), "Owns code and env on the host.") { Default = "deploy" },
        new("run", new TextShape(TextFormats.User), "Runs the app: reads code and env, writes only shared and cache folders.") { Default = "(the app's name)" },
    ]);

    private static readonly FieldsShape Health = new("`health`",
    [
        new("path", new TextShape(TextFormats.UrlPath), "What is asked of the app.") { Default = "(the stack's)" },
        new("expect", new WholeShape(200, 499), "The status that means healthy.") { Default = "200" },
        new("timeout", Within("1s", "15m"), "How long a starting release may take until it is healthy.") { Default = "60s" },
    ], Shorthand: "path");

    private static readonly FieldsShape Worker = new("a worker",
    [
        new("command", new CommandShape(), "What is started in the release's folder.") { Required = true, AlsoCalled = ["run", "cmd"] },
        new("count", new WholeShape(1, 64), "How many run side by side.") { Default = "1", AlsoCalled = ["numprocs", "processes", "replicas"] },
        new("stop_timeout", Within("1s", "1h"), "How long it may finish its job after TERM.") { Default = "60s", AlsoCalled = ["stopwaitsecs"] },
    ], Shorthand: "command");

    private static readonly FieldsShape Services = new("`services`",
    [
        new("database", new ChoiceShape(
            new("mysql", "MySQL or MariaDB", "mariadb", "maria"),
            new("postgresql", "PostgreSQL", "pgsql", "pg", "postgres"),
            new("sqlite", "SQLite, its folder shared; one host only", "sqlite3")), "What is dumped before migrations.") { Default = "(the stack's)", AlsoCalled = ["db"] },
        new("cache", new ChoiceShape(new Choice("redis", "Redis or Valkey", "valkey")), "The cache or queue server that the app uses."),
        new("workers", new NamedShape(TextFormats.Worker, Worker), "Background processes, by name; each becomes a systemd unit.")
        {
            Default = "(the stack's)", Example = "{ queue: { command: \"php artisan queue:work redis\", count: 2 } }", AlsoCalled = ["queues", "processes"],
        },
    ]);

    private static readonly FieldsShape Host = new("a host",
    [
        new("address", new HostShape(), "`user@host:port`; user and port may be left to the ssh configuration, an IPv6 address stands in brackets.") { Required = true, AlsoCalled = ["host", "ip", "hostname"] },
        new("roles", new ListShape(new ChoiceShape(
            new("web", "answers requests"),
            new("worker", "runs the workers", "workers", "queue", "job"),
            new("migrate", "runs the migrations; one host only", "db", "migrations"))), "What the host does.")
        {
            Default = "[web, worker], and migrate on the first web host",
        },
    ], Shorthand: "address");

    private static readonly FieldsShape Migrations = new("`migrations`",
    [
        new("list", new CommandShape(), "Prints what is pending and changes nothing.") { Required = true, AlsoCalled = ["status", "pending"] },
        new("run", new CommandShape(), "Applies what is pending, without a question.") { Required = true, AlsoCalled = ["command", "apply", "migrate"] },
        new("parse", new ChoiceShape(
            new("lines", "one pending migration a line"),
            new("laravel", "as `artisan migrate:status` prints it"),
            new("django", "as `manage.py showmigrations --plan` prints it")), "The form of what `list` prints.") { Default = "lines", AlsoCalled = ["format", "form"] },
        new("files", new ListShape(new TextShape(TextFormats.Pattern)), "Where their files lie in the release, in gitignore syntax; `list` prints the names of these files, with or without folder and ending. Then `plan` shows what is new and refuses what is destructive.")
        {
            Default = "(the stack's, where `parse` is its form)", Example = "[migrations/*.sql]", AlsoCalled = ["paths", "folder"],
        },
    ]);

    private static readonly FieldsShape Limits = new("`limits`",
    [
        new("body", new SizeShape(1 << 10, 64L << 30), "The largest request body, an upload for example; larger ones get 413. For PHP also `post_max_size` and `upload_max_filesize`.")
        {
            Default = "64M", AlsoCalled = ["client_max_body_size", "upload", "max_body"],
        },
        new("header", new SizeShape(1 << 10, 60L << 10), "The largest line of a request's header, one with cookies for example; larger ones get 400 or 414.") { Default = "16k", AlsoCalled = ["headers", "cookies"] },
        new("timeout", Within("1s", "24h"), "How long the app may be silent before its visitor gets 504.") { Default = "5m", AlsoCalled = ["read_timeout", "request_timeout"] },
    ]);

    private static readonly ChoiceShape Step = new([.. Steps.Select(s => new Choice(s, ""))]);

    private static readonly FieldsShape Hook = new("a hook",
    [
        new("before", Step, "The step it runs before; either this or `after`."),
        new("after", Step, "The step it runs after."),
        new("run", new CommandShape(), "The command.") { Required = true, AlsoCalled = ["command", "cmd"] },
        new("on", new ChoiceShape(
            new("hosts", "on each host, in the release's folder, as the deploy user", "host", "server", "remote"),
            new("local", "on this machine, in the project's folder", "here", "client")), "Where.") { Default = "hosts" },
    ]);

    private static readonly FieldsShape Checks = new("`checks`",
    [
        new("branch", new TextShape(TextFormats.Line), "The branch that is deployed.") { Default = "main or master" },
        new("tests", new ListShape(new CommandShape()), "The project's own tests and linters; `validate --run-tests` runs them in the project's folder.")
        {
            Default = "[]", Example = "[\"php artisan test\", \"vendor/bin/pint --test\"]", AlsoCalled = ["test", "linters"],
        },
        new("require_tests", new FlagShape(), "`deploy` runs them first and stops when one fails.") { Default = "false" },
    ]);

    private static readonly FieldsShape Waiver = new("a waiver",
    [
        new("check", new TextShape(TextFormats.Check), "The check's id, as `slipway checks` lists it.") { Required = true, AlsoCalled = ["id"] },
        new("subject", new TextShape(TextFormats.Line), "The key, path or package that is waived; left out = all that the check finds.") { AlsoCalled = ["key", "path", "package"] },
        new("reason", new TextShape(TextFormats.Line), "Why it is let be.") { Required = true, AlsoCalled = ["why", "because"] },
        new("owner", new TextShape(TextFormats.Line), "Who answers for it.") { Required = true, AlsoCalled = ["who"] },
        new("until", new DateShape(), "Its last day, in UTC.") { Required = true, AlsoCalled = ["expires", "end"] },
    ]);

    /// <summary>Keys of an environment that may also stand at the top, as the default for all environments.</summary>
    private static readonly IReadOnlyList<KeyDefinition> Settings =
    [
        new("hosts", new ListShape(Host), "The servers; the first is asked first after an interrupted deploy.") { Example = "[deploy@203.0.113.10]", AlsoCalled = ["host", "servers", "server"] },
        new("tls", new ChoiceShape(
            new("auto", "a certificate from Let's Encrypt, renewed by the host", "letsencrypt", "acme", "certbot", "true"),
            new("internal", "a certificate of the host's own authority", "self-signed"),
            new("provided", "certificate files that you place on the host", "manual"),
            new("panel", "a hosting panel does it"),
            new("none", "plain HTTP, or TLS ends at a trusted proxy", "off", "false", "no")), "Where the certificate comes from.") { Default = "auto when the url is https, else none", AlsoCalled = ["ssl", "https"] },
        new("users", Users, "Users on the host."),
        new("root", new TextShape(TextFormats.HostFolder), "The app's folder on the host.") { Default = "/srv/<app> for production, else /srv/<app>-<environment>", AlsoCalled = ["path", "deploy_to", "deploy_path", "folder"] },
        new("health", Health, "How the app is asked whether it is well, through the web path that users take.") { AlsoCalled = ["healthcheck", "health_check"] },
        new("services", Services, "What the app needs beside its web process."),
        new("shared", new ListShape(new TextShape(TextFormats.RelativePath)), "Folders kept from release to release, added to the stack's own.") { Default = "[]", AlsoCalled = ["shared_dirs", "linked_dirs", "volumes"] },
        new("excludes", new ListShape(new TextShape(TextFormats.Pattern)), "Never sent, in gitignore syntax, added to the defaults and to `.slipwayignore`.") { Default = "[]", AlsoCalled = ["exclude", "ignore"] },
        new("include", new ListShape(new TextShape(TextFormats.RelativePath)), "Build output that is sent although git does not track it, added to the stack's own.") { Default = "[]", AlsoCalled = ["includes"] },
        new("build", new ChoiceShape(
            new("local", "on this machine", "client"),
            new("host", "on the host, in the release's folder", "hosts", "server", "remote")), "Where dependencies and assets are built.") { Default = "local" },
        new("listen", new ChoiceShape(
            new("socket", "a Unix socket per release", "unix"),
            new("port", "a free loopback port per release, for apps that cannot listen on a socket", "tcp")), "How the app takes requests.") { Default = "socket" },
        new("hooks", new ListShape(Hook), "Commands of your own, before or after a step; this is how a deploy gets custom steps. Where the stack has nothing to build on the host, those of `build` are the build. One whose step no host would have (`migrate` without migrations, `protect` without a database) is refused by `plan` and `deploy`; a rollback runs those of the steps that it has.")
        {
            Default = "[]", Example = "[{ before: switch, run: \"php artisan app:warm\" }]", AlsoCalled = ["steps", "custom", "custom_steps", "tasks", "scripts"],
        },
        new("keep", new WholeShape(1, 50), "How many good releases stay on the host, the serving one included.") { Default = "5", AlsoCalled = ["keep_releases", "retention"] },
        new("drain", Within("1s", "1h"), "The longest that requests to the old release may go on after the switch; before visitors are kept out to change data, they are waited for as long.") { Default = "60s", AlsoCalled = ["drain_timeout"] },
        new("soak", Within("0s", "15m"), "How long the new release is watched after the switch before it is committed.") { Default = "10s" },
        new("limits", Limits, "What the web server takes from a visitor, and how long it waits for the app.") { Example = "{ body: 200M }" },
        new("on_host_failure", new ChoiceShape(
            new("undo-all", "all hosts go back", "undo", "rollback", "abort"),
            new("exclude", "the others finish, the failed host is named", "continue", "skip")), "What happens when one of several hosts fails.") { Default = "undo-all" },
        new("trusted_proxies", new ListShape(new TextShape(TextFormats.Line)), "Networks of the CDN or load balancer in front.") { Default = "[]", Example = "[198.51.100.0/24]", Later = true, AlsoCalled = ["proxies"] },
        new("migrations", Migrations, "How migrations are listed and run where the stack cannot know, or its way does not fit. Both commands run in the release's folder on the host.")
        {
            Default = "(the stack's)", Example = "{ list: \"node migrate.js --list\", run: \"node migrate.js\" }", AlsoCalled = ["migration", "migrate"],
        },
        new("checklists", new ListShape(new TextShape(TextFormats.Line)), "Checklists that `verify` works through.") { Example = "[laravel-server]", Later = true, AlsoCalled = ["checklist"] },
        new("checks", Checks, "What `validate` needs to know of the project."),
        Later("journeys", "Paths through the site that are walked like a user would."),
        new("waivers", new ListShape(Waiver), "Checks that may fail, each with a reason, an owner and an end. After its end a waiver no longer counts.")
        {
            Default = "[]", Example = "[{ check: env.hsts, reason: \"ramp until March\", owner: anna, until: 2027-03-01 }]", AlsoCalled = ["exceptions", "allow"],
        },
        Later("contacts", "Who is told."),
        Later("backup", "What is saved, where to, how often, how long."),
        Later("gate", "Which checks stop a deploy."),
    ];

    public static readonly FieldsShape Environment = new("an environment",
    [
        new("url", new UrlShape(), "The public address. Needed, save on `local`.") { Example = "https://shop.example.com", AlsoCalled = ["domain", "uri", "address", "site"] },
        new("names", new ListShape(new TextShape(TextFormats.HostName)), "Further host names that are served.") { Default = "[]", Example = "[www.shop.example.com]", AlsoCalled = ["name", "domains", "aliases", "server_names"] },
        .. Settings,
    ]);

    public static readonly FieldsShape File = new("the project file",
    [
        new("app", new TextShape(TextFormats.App), "Name of the app: part of paths, units and users.") { Required = true, AlsoCalled = ["name", "application", "service", "project"] },
        new("stack", new ChoiceShape(
            new("laravel", "Laravel"), new("php", "plain PHP", "symfony"), new("django", "Django", "python"), new("node", "Node.js", "nodejs", "next", "express"),
            new("aspnet", "ASP.NET Core", "dotnet", "aspnetcore"), new("static", "static files", "html", "hugo", "jekyll"), new("compose", "Docker Compose", "docker", "docker-compose")), "What kind of app it is.")
        {
            Default = "(detected)", AlsoCalled = ["framework", "type"],
        },
        new("environments", new NamedShape(TextFormats.Environment, Environment), "Where the app runs, by name. `local` (this machine) always exists and may be set here too, without hosts.")
        {
            Example = "{ production: { url: https://shop.example.com, hosts: [deploy@203.0.113.10] } }", AlsoCalled = ["envs", "targets", "stages"],
        },
        .. Settings,
    ]);

    private static KeyDefinition Later(string name, string doc) => new(name, new AnyShape(), doc) { Later = true };

    private static DurationShape Within(string min, string max) => new(Durations.Parse(min)!.Value, Durations.Parse(max)!.Value);
}
