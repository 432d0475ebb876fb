using System.Text.Json.Nodes;
using Slipway.Cli;
using Slipway.Cli.Commands;
using Slipway.Text;
using Xunit;

namespace Slipway.Tests.Cli;

public sealed class PrepareCommandTest : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("slipway-prepare-").FullName;

    public PrepareCommandTest()
    {
        Write("slipway.yaml", "app: shop\nstack: laravel\nenvironments:\n  production:\n    url: https://shop.sa\n    hosts: [root@203.0.113.10]\n");
        Write(".env.example", "APP_KEY=\nAPP_URL=http://localhost\nJWT_SECRET=\nSTRIPE_KEY=\n");
        Write("artisan", "");
        Write("composer.json", "{}");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Prepare_writes_a_private_file_that_git_does_not_take()
    {
        var (exit, lines) = await RunAsync("prepare");

        Assert.Equal(0, exit);
        Assert.Equal(
            [
                ".env.production: made from .env.example",
                "generated: APP_KEY, JWT_SECRET",
                "filled in: APP_URL",
                "still to fill in  line  for                   get it from",
                "STRIPE_KEY        4     payments with Stripe  dashboard.stripe.com, Developers: API keys, and Webhooks for the signing secret",
                ".gitignore: /.env.production /.env.production.backup-* /..env.production.*.tmp",
            ],
            lines[..^1]);
        Assert.StartsWith("wrote .env.production in ", lines[^1], StringComparison.Ordinal);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(PathOf(".env.production")));
    }

    [Fact]
    public async Task A_second_prepare_changes_no_file_and_makes_no_backup()
    {
        await RunAsync("prepare");
        var (text, ignored, names) = (Read(".env.production"), Read(".gitignore"), Names());
        var (_, lines) = await RunAsync("prepare");

        Assert.Equal((text, ignored), (Read(".env.production"), Read(".gitignore")));
        Assert.Equal(names, Names());
        Assert.StartsWith(".env.production is as it was in ", lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_that_is_changed_is_kept_beside_it()
    {
        Write(".env.production", "APP_KEY=mine\n");
        await RunAsync("prepare");

        var backup = Assert.Single(Names(), n => n.StartsWith(".env.production.backup-", StringComparison.Ordinal));
        Assert.Matches(@"^\.env\.production\.backup-\d{8}T\d{6}Z$", backup);
        Assert.Equal("APP_KEY=mine\n", Read(backup));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(PathOf(backup)));
        Assert.StartsWith("APP_KEY=mine\nAPP_URL=https://shop.sa\nJWT_SECRET=", Read(".env.production"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_output_shows_a_value()
    {
        Write(".env.production", "DB_PASSWORD=sentinel-value\n");
        var outputs = new List<string>();
        foreach (var args in (string[][])[["prepare", "--json"], ["prepare", "-v"], ["prepare", "--rotate", "DB_PASSWORD", "--yes", "--json"], ["prepare", "--rotate", "JWT_SECRET", "--yes"]])
            outputs.AddRange((await RunAsync(args)).Lines);

        var secrets = Read(".env.production").Split('\n').Where(l => l.Contains("KEY=", StringComparison.Ordinal) || l.Contains("SECRET=", StringComparison.Ordinal) || l.Contains("PASSWORD=", StringComparison.Ordinal))
            .Select(l => l[(l.IndexOf('=') + 1)..]).Where(v => v.Length > 0).Append("sentinel").ToList();
        Assert.Equal(4, secrets.Count);
        Assert.All(outputs, o => Assert.DoesNotContain(secrets, o.Contains));
    }

    [Fact]
    public async Task Rotation_asks_first()
    {
        await RunAsync("prepare");
        var before = Read(".env.production");
        var (refused, lines) = await RunAsync("prepare", "--rotate", "APP_KEY");

        Assert.Equal((2, before), (refused, Read(".env.production")));
        Assert.Equal("APP_KEY: Laravel's application key", lines[0]);

        var (done, json) = await RunAsync("prepare", "--rotate", "APP_KEY", "--yes", "--json");

        Assert.Equal(0, done);
        Assert.NotEqual(before, Read(".env.production"));
        var data = JsonNode.Parse(json[^1])!["data"]!;
        Assert.Equal(("""["APP_KEY"]""", "Every session ends"), (data["generated"]!.ToJsonString(), data["breaks"]!.GetValue<string>()[..18]));
    }

    [Fact]
    public async Task Env_file_that_others_can_read_becomes_private()
    {
        await RunAsync("prepare");
        File.SetUnixFileMode(PathOf(".env.production"), (UnixFileMode)0b110_100_100);

        Assert.Contains(".env.production: others could read it; now its owner alone can (0600)", (await RunAsync("prepare")).Lines);
        Assert.Equal((UnixFileMode)0b110_000_000, File.GetUnixFileMode(PathOf(".env.production")));
    }

    /// <summary>A write that is killed leaves its temp file, with the secrets in it.</summary>
    [Theory]
    [InlineData(".env.production"), InlineData(".env.production.backup-20260101T000000Z"), InlineData("..env.production.4711.1.tmp")]
    public async Task No_trace_of_the_file_is_sent_or_committed(string name)
    {
        await RunAsync("prepare");

        Assert.True(new IgnoreRules(IgnoreRules.Defaults).IsIgnored(name, isFolder: false));
        Assert.True(new IgnoreRules(IgnoreRules.Lines(Read(".gitignore"))).IsIgnored(name, isFolder: false));
    }

    private string PathOf(string name) => Path.Combine(_folder, name);

    private void Write(string name, string text) => File.WriteAllText(PathOf(name), text);

    private string Read(string name) => File.ReadAllText(PathOf(name));

    private List<string> Names() => [.. Directory.EnumerateFileSystemEntries(_folder).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    private async Task<(int Exit, string[] Lines)> RunAsync(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        using var terminal = new Terminal { Out = output, Error = error, In = TextReader.Null, Folder = _folder };
        var exit = await new CommandRunner(terminal).RunAsync(args);
        return (exit, output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
