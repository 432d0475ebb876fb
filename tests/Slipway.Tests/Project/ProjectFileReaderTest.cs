using Slipway.Problems;
using Slipway.Project;
using Xunit;

namespace Slipway.Tests.Project;

public class ProjectFileReaderTest
{
    private const string Full = """
        app: finance-tracker
        stack: laravel
        checklists: [laravel-server]
        environments:
          staging:    { url: https://staging.example.com, hosts: [deploy@198.51.100.7] }
          production:
            url: https://finance.example.com
            names: [www.finance.example.com]
            tls: auto
            hosts:
              - { address: deploy@203.0.113.10, roles: [web, worker, migrate] }
              - { address: "deploy@[2001:db8::1]:2222", roles: [web] }
            users: { deploy: deploy, run: finance-app }
            health: { path: /health, expect: 204, timeout: 2m }
            services: { database: mysql, cache: redis, workers: { queue: { command: "php artisan queue:work 'my redis'", count: 2, stop_timeout: 1h } } }
            trusted_proxies: []
            root: /var/www/finance
            shared: storage/app
            excludes: [docs, "*.log"]
            include: [public/build]
            build: host
            hooks:
              - { before: switch, run: [php, artisan, warm up] }
              - { after: commit, run: ./notify, on: local }
            migrations: { list: bin/pending --plan, run: [bin/migrate, "no questions"], parse: django }
            keep: 3
            drain: 90s
            soak: 0s
            on_host_failure: exclude
        """;

    [Fact]
    public void File_with_every_key_gives_every_value()
    {
        var file = Yaml.Read(Full);
        var found = file.Environment("production");

        Assert.Equal(["staging", "production"], file.Environments.Select(e => e.Name));
        Assert.Equal(("finance-tracker", "laravel", "/p", "/p/slipway.yaml"), (found.App, found.Stack, found.Folder, found.File));
        Assert.Equal(new Uri("https://finance.example.com"), found.Url);
        Assert.Equal(["www.finance.example.com"], found.Names);
        Assert.Equal(Tls.Auto, found.Tls);
        Assert.Equal(["deploy@203.0.113.10", "deploy@[2001:db8::1]:2222"], found.Hosts.Select(h => h.ToString()));
        Assert.Equal("web worker migrate|web", string.Join("|", found.Hosts.Select(h => string.Join(" ", h.Roles))));
        Assert.Equal(("deploy", "finance-app"), (found.DeployUser, found.RunUser));
        Assert.Equal(new HealthCheck { Path = "/health", PathGiven = true, Expect = 204, Timeout = TimeSpan.FromMinutes(2) }, found.Health);
        Assert.Equal(("mysql", "redis"), (found.Services.Database, found.Services.Cache));
        var worker = Assert.Single(found.Services.Workers);
        Assert.Equal(("queue", 2, TimeSpan.FromHours(1)), (worker.Name, worker.Count, worker.StopTimeout));
        Assert.Equal(["php", "artisan", "queue:work", "my redis"], worker.Command);
        Assert.Equal("/var/www/finance", found.Root);
        Assert.Equal(["storage/app"], found.Shared);
        Assert.Equal(["docs", "*.log"], found.Excludes);
        Assert.Equal(["public/build"], found.Include);
        Assert.Equal(["bin/pending", "--plan"], found.Migrations!.List);
        Assert.Equal(["bin/migrate", "no questions"], found.Migrations.Run);
        Assert.Equal("django", found.Migrations.Parse);
        Assert.Equal((BuildPlace.Host, Listen.Socket, 3), (found.Build, found.Listen, found.Keep));
        Assert.Equal((TimeSpan.FromSeconds(90), TimeSpan.Zero, OnHostFailure.Exclude), (found.Drain, found.Soak, found.OnHostFailure));
        Assert.Equal("before switch php,artisan,warm up False|after commit ./notify True",
            string.Join("|", found.Hooks.Select(h => $"{h.When} {h.Step} {string.Join(",", h.Command)} {h.Local}")));
    }

    [Fact]
    public void Five_lines_are_enough()
    {
        var found = Yaml.Read("app: shop\nenvironments:\n  production:\n    url: http://shop.example.com\n    hosts: root@203.0.113.10\n").Environment(null);

        Assert.Equal((null, "/srv/shop", "deploy", "shop", Tls.None), (found.Stack, found.Root, found.DeployUser, found.RunUser, found.Tls));
        Assert.Equal((5, TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(10), OnHostFailure.UndoAll), (found.Keep, found.Drain, found.Soak, found.OnHostFailure));
        Assert.Equal(["web", "worker", "migrate"], Assert.Single(found.Hosts).Roles);
        Assert.False(found.IsLocal);
    }

    [Fact]
    public void Keys_at_the_top_are_defaults_for_all_environments()
    {
        var file = Yaml.Read("""
            app: shop
            keep: 7
            health: { path: /up, timeout: 90s }
            shared: [a, b]
            environments:
              staging: { url: https://s.example.com, hosts: [a.example.com] }
              production: { url: https://p.example.com, hosts: [a.example.com], keep: 2, health: { timeout: 5s }, shared: [c] }
            """);

        var (staging, production) = (file.Environment("staging"), file.Environment("production"));
        Assert.Equal((7, "/up", TimeSpan.FromSeconds(90)), (staging.Keep, staging.Health.Path, staging.Health.Timeout));
        Assert.Equal((2, "/up", TimeSpan.FromSeconds(5)), (production.Keep, production.Health.Path, production.Health.Timeout));
        Assert.Equal(["c"], production.Shared);
        Assert.Equal(("/srv/shop-staging", "/srv/shop"), (staging.Root, production.Root));
    }

    [Fact]
    public void Migrations_belong_to_one_host_also_when_no_host_says_so()
    {
        string Roles(string hosts) => string.Join("|", Yaml.Read(Yaml.With("keep: 5").Replace("[deploy@203.0.113.10]", hosts))
            .Environment(null).Hosts.Select(h => string.Join(" ", h.Roles)));

        Assert.Equal("web worker migrate|web worker", Roles("[a, b]"));
        Assert.Equal("worker|web migrate", Roles("[{ address: a, roles: worker }, { address: b, roles: web }]"));
        Assert.Equal("web worker|web migrate", Roles("[a, { address: b, roles: [migrate, web] }]"));
    }

    [Fact]
    public void Local_exists_without_being_in_the_file()
    {
        var local = Yaml.Read(Yaml.With("keep: 5")).Environment("local");

        Assert.Equal(("local", true, null, Tls.None, 0), (local.Name, local.IsLocal, local.Url, local.Tls, local.Hosts.Count));
        Assert.Equal("/p/.slipway/local", local.Root);
        Assert.Equal(Environment.UserName, local.RunUser);
    }

    [Fact]
    public void Local_takes_its_own_settings_and_is_not_counted_as_an_environment_on_a_server()
    {
        var file = Yaml.Read(Yaml.With("keep: 5") + "  local: { soak: 1s }\n");

        Assert.Equal(TimeSpan.FromSeconds(1), file.Local().Soak);
        Assert.Equal("production", file.Environment(null).Name);
    }

    [Fact]
    public void Environment_that_is_not_named_or_not_there_is_a_usage_problem_with_the_names()
    {
        var two = Yaml.Read("app: shop\nenvironments:\n  staging: { url: http://s.example.com, hosts: a }\n  production: { url: http://p.example.com, hosts: b }\n");
        var problems = new[] { null, "prodution", "x" }.Select(name => Assert.Throws<ProblemException>(() => two.Environment(name)).Problem)
            .Append(Assert.Throws<ProblemException>(() => Yaml.Read("app: shop\n").Environment(null)).Problem);

        Support.Golden.Matches(Support.ProblemText.Of(problems), "environment-choice");
    }

    [Fact]
    public void Keys_of_later_versions_are_taken_as_they_are()
    {
        var file = Yaml.Read(Yaml.With("journeys: { a: [b, { c: ~ }] }\ncontacts: a@example.com\nbackup: { to: x }\ngate: none\nchecklists: laravel-server"));

        Assert.Equal("production", file.Environment(null).Name);
    }

    [Fact]
    public void Waivers_and_settings_of_checks_are_read_with_their_places()
    {
        var environment = Yaml.Read(Yaml.With("""
            checks: { branch: release, tests: ["php artisan test", "vendor/bin/pint --test"], require_tests: true }
            waivers:
              - { check: env.hsts, reason: ramp until March, owner: anna, until: 2027-03-01 }
              - { check: env.types, subject: DB_PORT, reason: old proxy, owner: ben, until: 2026-12-31 }
            """)).Environment(null);

        Assert.Equal(("release", true), (environment.Checks.Branch, environment.Checks.RequireTests));
        Assert.Equal([["php", "artisan", "test"], ["vendor/bin/pint", "--test"]], environment.Checks.Tests);
        Assert.Equal([("env.hsts", "ramp until March", "anna", new DateOnly(2027, 3, 1), null), ("env.types", "old proxy", "ben", new DateOnly(2026, 12, 31), "DB_PORT")],
            environment.Waivers.Select(w => (w.Check, w.Reason, w.Owner, w.Until, w.Subject)));
        Assert.EndsWith("slipway.yaml:9:9", environment.Waivers[0].Where);
    }

    [Theory]
    [InlineData("2027-02-30")]
    [InlineData("1 March")]
    public void A_waiver_needs_a_day_that_exists(string until)
    {
        var problem = Assert.Throws<ProblemException>(() => Yaml.Read(Yaml.With($"waivers: [{{ check: env.hsts, reason: ramp, owner: anna, until: {until} }}]"))).Problem;
        Assert.Equal("Write year, month and day: `2027-03-01`.", problem.Remedy);
    }

    [Fact]
    public void Read_finds_the_file_on_disk()
    {
        var folder = Directory.CreateTempSubdirectory("slipway-project-").FullName;
        try
        {
            var path = Path.Combine(folder, "slipway.yaml");
            File.WriteAllText(path, "\uFEFF" + Yaml.With("keep: 4").ReplaceLineEndings("\r\n"));

            var file = ProjectFileReader.Read(path);

            Assert.Equal((4, folder, path), (file.Environment(null).Keep, file.Folder, file.Path));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
