using System.Diagnostics;
using Slipway.Cli;
using Slipway.Cli.Commands;
using Slipway.Tests.Support;
using Xunit;

namespace Slipway.Tests.Cli;

/// <summary>What no project should have in it: each time a clear problem or a right answer, and soon.</summary>
public sealed class ValidateBadInputTest : IDisposable
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    private readonly TemporaryFolder _folder = new();

    public ValidateBadInputTest()
    {
        _folder.Write("slipway.yaml", "app: shop\nstack: php\nenvironments:\n  production:\n    url: https://shop.example.com\n    hosts: [root@203.0.113.10]\n");
        _folder.Write("public/index.php", "<?php echo getenv('APP_NAME');\n");
        Env("APP_NAME=shop\n");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_good_project_passes() => Assert.Equal((0, ""), await ValidateAsync("env", "sec.none_in_git"));

    [Fact]
    public async Task A_project_file_that_is_no_YAML_is_told_with_its_place()
    {
        var file = _folder.Write("slipway.yaml", "app: [shop\nstack: php\n");
        var (exit, lines) = await ValidateAsync("env");
        Assert.Equal(10, exit);
        Assert.StartsWith($"problem: this is not YAML [project.syntax]\n  where: {file}:1:", lines, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_env_file_of_100_MB_is_not_read()
    {
        using (var huge = File.OpenWrite(At(".env.production")))
            huge.SetLength(100 * 1024 * 1024);
        await FailsAsync(".env.production  the env file is larger than 256 KiB");
    }

    [Fact]
    public async Task A_developers_env_file_that_is_binary_changes_nothing()
    {
        File.WriteAllBytes(At(".env"), [.. Enumerable.Range(0, 3000).Select(i => (byte)(i * 7))]);
        Assert.Equal((0, ""), await ValidateAsync("env", "sec.none_in_git"));
    }

    [Fact]
    public async Task An_env_file_that_is_a_folder_is_told()
    {
        File.Delete(At(".env.production"));
        Directory.CreateDirectory(At(".env.production"));
        await FailsAsync($".env.production  the env file {At(".env.production")} cannot be read");
    }

    [Fact]
    public async Task An_env_file_that_is_a_symlink_to_itself_is_told()
    {
        File.Delete(At(".env.production"));
        File.CreateSymbolicLink(At(".env.production"), ".env.production");
        await FailsAsync($".env.production  the env file {At(".env.production")} cannot be read");
    }

    [Fact]
    public async Task A_symlink_to_a_private_file_is_as_private_as_that_file()
    {
        File.Delete(At(".env.production"));
        var target = _folder.Write("secrets/production", "APP_NAME=shop\n");
        File.SetUnixFileMode(target, Private);
        File.CreateSymbolicLink(At(".env.production"), "secrets/production");
        Assert.Equal((0, ""), await ValidateAsync("env"));
        File.SetUnixFileMode(target, Private | UnixFileMode.OtherRead);
        Assert.Contains(".env.production  its mode is 0604", (await ValidateAsync("env")).Lines, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Loops_of_symlinks_and_pipes_are_not_followed_nor_waited_for()
    {
        Directory.CreateDirectory(At("app"));
        foreach (var (name, target) in ((string, string)[])[("app/up", ".."), ("app/a", "b"), ("app/b", "a"), ("composer.json", "composer.json"), ("Dockerfile", "app/a")])
            File.CreateSymbolicLink(At(name), target);
        foreach (var pipe in (string[])["compose.yaml", "app/x.php", ".env.example"])
            using (var made = Process.Start("mkfifo", At(pipe)))
                await made.WaitForExitAsync(TestContext.Current.CancellationToken);
        var (exit, lines) = await ValidateAsync("env", "source", "stack", "dependencies", "migrations");
        Assert.True(exit is 0 or 3, lines);
        Assert.DoesNotContain("bug", lines, StringComparison.OrdinalIgnoreCase);
    }

    private string At(string name) => Path.Combine(_folder.Path, name);

    private void Env(string text) => File.SetUnixFileMode(_folder.Write(".env.production", text), Private);

    private async Task FailsAsync(string said)
    {
        var (exit, lines) = await ValidateAsync("env");
        Assert.Equal(3, exit);
        Assert.Contains("FAIL critical env.readable: The env file cannot be read\n  " + said, lines, StringComparison.Ordinal);
        Assert.DoesNotContain("env.file_mode", lines, StringComparison.Ordinal);
    }

    /// <summary>The findings, without the last line, which counts.</summary>
    private async Task<(int Exit, string Lines)> ValidateAsync(params IEnumerable<string> only)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        using var terminal = new Terminal { Out = output, Error = error, In = TextReader.Null, Folder = _folder.Path };
        var exit = await new CommandRunner(terminal).RunAsync(["validate", "production", "--offline", .. only.SelectMany(name => (string[])["--only", name])])
            .WaitAsync(Soon, TestContext.Current.CancellationToken);
        var lines = (output.ToString() + error).TrimEnd('\n').Split('\n');
        return (exit, string.Join('\n', lines[..^1]));
    }
}
