using System.Text.Json;
using Slipway.Processes;
using Xunit;

namespace Slipway.Integration.Tests.EnvFiles;

/// <summary>env diff, push and pull against the target on this machine, which is a host like any other to them.</summary>
public sealed class EnvOnLocalTest : IAsyncDisposable
{
    private const string Text = "APP_NAME='My shop'\nMAIL_FROM=\"${APP_NAME}\"\nDB_PASSWORD=sentinel-one\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("slipway-env-hosts-").FullName;

    public EnvOnLocalTest()
    {
        Write("slipway.yaml", "app: shop\nstack: laravel\nenvironments:\n  production:\n    url: https://shop.sa\n    hosts: [root@203.0.113.10]\n");
        Write("artisan", "");
        Write("composer.json", "{}");
        Write(".env.local", Text);
    }

    public async ValueTask DisposeAsync()
    {
        await RunAsync("local", "stop");
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task What_is_pushed_is_told_by_names_and_comes_back_whole()
    {
        Assert.Equal("local APP_NAME added, not there; local DB_PASSWORD added, not there; local MAIL_FROM added, not there", await DiffAsync());
        await SucceedsAsync("env", "push", "local", "--yes");
        Assert.Equal("", await DiffAsync());

        Write(".env.local", Text.Replace("My shop", "Other").Replace("DB_PASSWORD", "DB_PASS"));
        Assert.Equal("local APP_NAME changed; local DB_PASS added, not there; local DB_PASSWORD removed, not here; local MAIL_FROM changed", await DiffAsync());

        var refused = await RunAsync("env", "pull", "local");
        Assert.Equal(2, refused.Exit);
        await SucceedsAsync("env", "pull", "local", "--yes");
        Assert.Equal(Text, await File.ReadAllTextAsync(Path.Combine(_folder, ".env.local"), TestContext.Current.CancellationToken));
        Assert.Equal("", await DiffAsync());
    }

    private async Task<string> DiffAsync()
    {
        var result = await SucceedsAsync("env", "diff", "local", "--json");
        using var json = JsonDocument.Parse(result.Output.TrimEnd().Split('\n')[^1]);
        return string.Join("; ", json.RootElement.GetProperty("data").GetProperty("differences").EnumerateArray().Select(d =>
            $"{d.GetProperty("host")} {d.GetProperty("key")} {d.GetProperty("change")}{(d.TryGetProperty("here", out _) ? "" : ", not here")}{(d.TryGetProperty("there", out _) ? "" : ", not there")}"));
    }

    private async Task<CommandResult> SucceedsAsync(params string[] arguments)
    {
        var result = await RunAsync(arguments);
        Assert.True(result.Exit == 0, result.Output + result.Errors);
        Assert.DoesNotContain("sentinel", result.Output + result.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("My shop", result.Output + result.Errors, StringComparison.Ordinal);
        return result;
    }

    private async Task<CommandResult> RunAsync(params string[] arguments)
    {
        var build = Path.GetRelativePath(Path.Combine(Repository.Root, "tests", "Slipway.Integration.Tests"), AppContext.BaseDirectory);
        return await Command.RunAsync(
            new CommandLine(Path.Combine(Repository.Root, "src", "Slipway.Cli", build, "Slipway.Cli"), arguments) { Folder = _folder, Deadline = TimeSpan.FromMinutes(2) },
            TestContext.Current.CancellationToken);
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder, name), text);
}
