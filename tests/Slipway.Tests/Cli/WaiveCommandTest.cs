using System.Text.Json;
using Slipway.Cli;
using Slipway.Cli.Commands;
using Slipway.Files;
using Slipway.Tests.Support;
using Xunit;

namespace Slipway.Tests.Cli;

public sealed class WaiveCommandTest : IDisposable
{
    private const string Project = "# the shop\napp: shop\nstack: static\nenvironments:\n  staging: { url: \"https://shop.example.com\", hosts: [deploy@192.0.2.7] }   # one host\n";

    private readonly TemporaryFolder _folder = new();

    public WaiveCommandTest() => File.WriteAllText(File_, Project);

    private string File_ => Path.Combine(_folder.Path, "slipway.yaml");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_waiver_is_written_and_listed()
    {
        var (exit, _) = await RunAsync("waive", "env.hsts", "src.ignored", "--reason", "ramp until March", "--until", "2027-03-01", "--owner", "anna");
        Assert.Equal(0, exit);
        Assert.Equal(Project + """
            waivers:
              - { check: env.hsts, reason: "ramp until March", owner: "anna", until: 2027-03-01 }
              - { check: src.ignored, reason: "ramp until March", owner: "anna", until: 2027-03-01 }

            """, File.ReadAllText(File_));
        var (_, listed) = await RunAsync("waive");
        Assert.Equal(["env.hsts", "src.ignored"], listed.GetProperty("data").GetProperty("waivers").EnumerateArray().Select(w => w.GetProperty("check").GetString()));
    }

    [Theory]
    [InlineData("checks.unknown", "did you mean `env.hsts`?", "env.hst", "--reason", "x", "--until", "2027-03-01")]
    [InlineData("cli.waive-until", "2026-11-30 is over", "env.hsts", "--reason", "x", "--until", "2026-11-30")]
    [InlineData("cli.waive-until", "2027-12-02 is more than a year ahead", "env.hsts", "--reason", "x", "--until", "2027-12-02")]
    [InlineData("cli.waive-until", "`tomorrow` is no day", "env.hsts", "--reason", "x", "--until", "tomorrow")]
    [InlineData("cli.waive-until", "it needs a last day", "env.hsts", "--reason", "x")]
    [InlineData("cli.waive-line", "--reason", "env.hsts", "--until", "2027-03-01")]
    [InlineData("cli.waive-line", "--reason", "env.hsts", "--reason", " ", "--until", "2027-03-01")]
    [InlineData("cli.waive-what", null, "--reason", "x")]
    public async Task What_is_wrong_is_refused_and_the_file_stays(string code, string? detail, params string[] words)
    {
        var (exit, result) = await RunAsync(["waive", .. words]);
        Assert.Equal(2, exit);
        var problem = result.GetProperty("problem");
        Assert.Equal((code, detail), (problem.GetProperty("code").GetString(), problem.TryGetProperty("detail", out var said) ? said.GetString() : null));
        Assert.Equal(Project, File.ReadAllText(File_));
    }

    [Fact]
    public async Task What_is_waived_still_is_not_waived_twice()
    {
        Assert.Equal(0, (await RunAsync("waive", "env.hsts", "--reason", "x", "--until", "2027-01-01")).Exit);
        var (exit, result) = await RunAsync("waive", "env.hsts", "--reason", "y", "--until", "2027-02-01");
        Assert.Equal((2, "cli.waived-already"), (exit, result.GetProperty("problem").GetProperty("code").GetString()));
    }

    [Fact]
    public async Task A_waiver_is_shown_by_validate_with_its_end()
    {
        File.WriteAllText(Path.Combine(_folder.Path, "index.html"), "<h1>shop</h1>");
        File.WriteAllText(Path.Combine(_folder.Path, "backup.sql"), "-- MySQL dump 10.13\nINSERT INTO users VALUES (1);\n");
        await RunAsync("waive", "src.upload_clean", "--reason", "not yet", "--until", "2027-03-01", "--owner", "anna");
        var (_, _, text) = await PrintedAsync("validate", "--offline", "--only", "src.upload_clean");
        Assert.Contains("waived: not yet (anna, until 2027-03-01)", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_mode_of_the_file_stays()
    {
        File.SetUnixFileMode(File_, (UnixFileMode)FileModes.Secret);
        await RunAsync("waive", "env.hsts", "--reason", "x", "--until", "2027-01-01");
        Assert.Equal(FileModes.Secret, (int)File.GetUnixFileMode(File_));
    }

    private async Task<(int Exit, JsonElement Result)> RunAsync(params string[] args)
    {
        var (exit, output, _) = await PrintedAsync([.. args, "--json"]);
        return (exit, JsonDocument.Parse(output.TrimEnd().Split('\n')[^1]).RootElement);
    }

    private async Task<(int Exit, string Output, string Text)> PrintedAsync(params string[] args)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var terminal = new Terminal
        {
            In = new StringReader(""), Out = output, Error = error, Folder = _folder.Path, Clock = new StillClock(new(2026, 12, 1, 0, 0, 0, TimeSpan.Zero)),
        };
        var exit = await new CommandRunner(terminal).RunAsync(args);
        return (exit, output.ToString(), output.ToString() + error);
    }
}
