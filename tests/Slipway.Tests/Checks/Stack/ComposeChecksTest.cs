using Slipway.Checks;
using Slipway.Checks.Project.Stack.Compose;
using Xunit;

namespace Slipway.Tests.Checks.Stack;

public class ComposeChecksTest
{
    private const string Sound = """
        name: crm
        x-common: &common
          restart: unless-stopped
          mem_limit: 512m
        services:
          web:
            <<: *common
            image: registry.example.com/crm:1.4.2
            command: gunicorn crm.wsgi
            ports: ["127.0.0.1:8000:8000", "80:8080", "443:8443"]
            environment: { SECRET_KEY: "${SECRET_KEY:?}", DATABASE_URL: "postgres://crm:${DB_PASSWORD:?}@db/crm", PASSWORD_RESET_TIMEOUT: "3600", STRIPE_PUBLISHABLE_KEY: pk_live_1234567 }
            healthcheck: { test: [CMD, curl, -f, http://localhost:8000/health/] }
            depends_on:
              migrate: { condition: service_completed_successfully }
          migrate:
            image: registry.example.com/crm:1.4.2
            command: python manage.py migrate --noinput
          db:
            <<: *common
            image: postgres:16.4
            environment:
              - POSTGRES_PASSWORD=${DB_PASSWORD}
              - POSTGRES_PASSWORD_FILE=/run/secrets/db
            volumes: ["data:/var/lib/postgresql/data", "/etc/localtime:/etc/localtime:ro", "./init:/docker-entrypoint-initdb.d"]
            healthcheck: { test: [CMD, pg_isready] }
          shell:
            profiles: [tools]
            image: alpine:3.20
        volumes: { data: {} }
        """;

    public static TheoryData<string> All => [.. Checks.Keys];

    private static readonly Dictionary<string, Check> Checks = new Check[]
    {
        new ComposePorts(), new ComposePasswords(), new ComposeSecrets(), new ComposeImagePinned(), new ComposeHealthcheck(),
        new ComposeRestart(), new ComposeLimits(), new ComposePrivileged(), new ComposeHostMounts(),
    }.ToDictionary(check => check.About.Id);

    [Theory, MemberData(nameof(All))]
    public async Task A_sound_file_passes(string id) => Assert.Equal("pass", await JudgeAsync(Checks[id], ("compose.yaml", Sound)));

    [Theory, MemberData(nameof(All))]
    public async Task Without_a_compose_file_there_is_nothing_to_judge(string id) => Assert.Equal("skip\nno compose file", await JudgeAsync(Checks[id], ("README.md", "")));

    [Theory, MemberData(nameof(All))]
    public async Task Files_of_developers_are_not_judged(string id) => Assert.Equal("skip\nno compose file", await JudgeAsync(Checks[id],
        ("docker-compose.dev.yml", Bad), ("docker-compose.override.yml", Bad), ("tests/compose.yaml", Bad), ("compose.staging.yaml", Bad),
        ("docker-compose.yml", "services:\n  laravel.test:\n    build: { context: ./vendor/laravel/sail/runtimes/8.3 }\n    image: sail-8.3/app\n    ports: ['3306:3306']\n")));

    private const string Bad = "services:\n  db:\n    image: postgres\n    privileged: true\n    ports: ['5432:5432']\n    volumes: ['/:/host']\n    environment: { POSTGRES_PASSWORD: postgres, SECRET_KEY: kX93hPqLmN }\n";

    [Theory]
    [InlineData("compose.ports", "compose.yaml:5:13 db publishes 5432:5432 on all addresses")]
    [InlineData("compose.passwords", "compose.yaml:7:20 POSTGRES_PASSWORD of db is a well-known default")]
    [InlineData("compose.secrets", "compose.yaml:7:49 SECRET_KEY of db is written in the file")]
    [InlineData("compose.image_pinned", "compose.yaml:3:5 db uses postgres")]
    [InlineData("compose.healthcheck", "compose.yaml:2:3 db has no health check")]
    [InlineData("compose.restart", "compose.yaml:2:3 db has no restart policy")]
    [InlineData("compose.privileged", "compose.yaml:4:5 db has privileged: true")]
    [InlineData("compose.host_mounts", "compose.yaml:6:15 db mounts /:/host")]
    public async Task What_is_wrong_is_named_with_its_place(string id, string evidence) => Assert.Equal("fail\n" + evidence, await JudgeAsync(Checks[id], ("compose.yaml", Bad)));

    [Fact]
    public async Task A_missing_memory_limit_is_a_warning() =>
        Assert.Equal("warn\ncompose.yaml:2:3 db has no memory limit", await JudgeAsync(new ComposeLimits(), ("compose.yaml", Bad)));

    [Theory]
    [InlineData("'3000'", "3000")]
    [InlineData("'0.0.0.0:3000:3000'", "0.0.0.0:3000:3000")]
    [InlineData("'[::]:3000:3000'", "[::]:3000:3000")]
    [InlineData("'6379:6379/tcp'", "6379:6379/tcp")]
    [InlineData("'8000-8010:8000-8010'", "8000-8010:8000-8010")]
    [InlineData("'${DB_PORT:-5432}:5432'", "${DB_PORT:-5432}:5432")]
    [InlineData("{ target: 9090, published: 9090 }", "9090:9090")]
    [InlineData("'127.0.0.1:3000:3000'", null)]
    [InlineData("'[::1]:3000:3000'", null)]
    [InlineData("'10.0.0.5:3000:3000'", null)]
    [InlineData("'${BIND}:3000:3000'", null)]
    [InlineData("'443:443/udp'", null)]
    [InlineData("{ target: 9090, published: 9090, host_ip: 127.0.0.1 }", null)]
    [InlineData("[nonsense]", null)]
    public async Task A_port_is_open_when_no_address_binds_it(string port, string? told) => Assert.Equal(
        told is null ? "pass" : $"fail\ncompose.yaml:4:13 a publishes {told} on all addresses",
        await JudgeAsync(new ComposePorts(), ("compose.yaml", $"services:\n  a:\n    image: a:1\n    ports: [{port}]\n")));

    [Fact]
    public async Task The_file_of_the_environment_lies_over_the_base()
    {
        const string Base = "services:\n  db:\n    image: postgres:16\n  web:\n    build: .\n";
        Assert.Equal("fail\ndocker-compose.prod.yml:3:13 db publishes 5432:5432 on all addresses", await JudgeAsync(new ComposePorts(),
            ("docker-compose.yml", Base), ("docker-compose.prod.yml", "services:\n  db:\n    ports: ['5432:5432']\n    restart: always\n")));
        Assert.Equal("fail\ndocker-compose.yml:4:3 web has no restart policy", await JudgeAsync(new ComposeRestart(),
            ("docker-compose.yml", Base), ("docker-compose.prod.yml", "services:\n  db:\n    restart: always\n")));
    }

    [Fact]
    public async Task A_complete_file_of_the_environment_stands_alone() => Assert.Equal("pass", await JudgeAsync(new ComposePorts(),
        ("docker-compose.yml", Bad), ("docker-compose.prod.yml", "services:\n  db:\n    image: postgres:16\n")));

    [Fact]
    public async Task A_well_known_default_is_told_although_the_env_file_sets_the_variable()
    {
        var file = ("compose.yaml", "services:\n  db:\n    image: postgres:16\n    environment: { POSTGRES_PASSWORD: '${DB_PASSWORD:-postgres}' }\n");
        Assert.Equal("fail\ncompose.yaml:4:20 POSTGRES_PASSWORD of db is a well-known default, because the env file does not set its variable", await JudgeAsync(new ComposePasswords(), file));
        Assert.Equal("fail\ncompose.yaml:4:20 POSTGRES_PASSWORD of db falls back to a well-known default when its variable is missing",
            await JudgeAsync(new ComposePasswords(), file, (".env.production", "DB_PASSWORD=\"y8Fh3kQzP0aLw\"\n")));
    }

    [Theory]
    [InlineData("environment: { POSTGRES_HOST_AUTH_METHOD: trust }", "5:20 POSTGRES_HOST_AUTH_METHOD of a is trust: everybody is let in")]
    [InlineData("environment: [\"MYSQL_ALLOW_EMPTY_PASSWORD=yes\"]", "5:19 MYSQL_ALLOW_EMPTY_PASSWORD of a lets everybody in without a password")]
    [InlineData("environment: { DATABASE_URL: 'postgres://app:postgres@db/app' }", "5:20 DATABASE_URL of a is a well-known default")]
    [InlineData("command: redis-server --requirepass foobared", "5:14 --requirepass of a is a well-known default")]
    public async Task Other_ways_to_let_everybody_in(string line, string evidence) =>
        Assert.Equal($"fail\ncompose.yaml:{evidence}", await JudgeAsync(new ComposePasswords(), ("compose.yaml", $"services:\n  a:\n    image: a:1\n    restart: always\n    {line}\n")));

    [Fact]
    public async Task Grafana_without_a_password_is_admin() => Assert.Equal("fail\ncompose.yaml:2:3 grafana has no GF_SECURITY_ADMIN_PASSWORD: it is admin",
        await JudgeAsync(new ComposePasswords(), ("compose.yaml", "services:\n  grafana:\n    image: grafana/grafana:11.1.0\n")));

    [Fact]
    public async Task A_health_check_of_the_image_counts() => Assert.Equal("pass", await JudgeAsync(new ComposeHealthcheck(),
        ("compose.yaml", "services:\n  web:\n    build: { context: app }\n"), ("app/Dockerfile", "FROM python:3.12\nHEALTHCHECK CMD true\n")));

    [Fact]
    public async Task A_switched_off_health_check_is_none() => Assert.Equal("fail\ncompose.yaml:2:3 web has its health check switched off",
        await JudgeAsync(new ComposeHealthcheck(), ("compose.yaml", "services:\n  web:\n    image: a:1\n    healthcheck: { disable: true }\n")));

    [Fact]
    public async Task An_exporter_may_read_the_host() => Assert.Equal("fail\ncompose.yaml:6:15 proxy mounts /var/run/docker.sock:/var/run/docker.sock:ro", await JudgeAsync(new ComposeHostMounts(),
        ("compose.yaml", "services:\n  node:\n    image: prom/node-exporter:v1.8\n    volumes: ['/:/host:ro,rslave', '/proc:/host/proc:ro']\n  proxy:\n    volumes: ['/var/run/docker.sock:/var/run/docker.sock:ro']\n")));

    [Fact]
    public async Task Malformed_yaml_cannot_be_judged()
    {
        var failure = await Assert.ThrowsAsync<Slipway.Problems.ProblemException>(() => JudgeAsync(new ComposePorts(), ("compose.yaml", "services:\n  a: [1\n")));
        Assert.Equal("checks.syntax", failure.Problems[0].Code);
    }

    private static async Task<string> JudgeAsync(Check check, params IReadOnlyList<(string Path, string Text)> files)
    {
        using var project = new SmallProject(files) { Stack = "compose" };
        return await project.JudgeAsync(check);
    }
}
