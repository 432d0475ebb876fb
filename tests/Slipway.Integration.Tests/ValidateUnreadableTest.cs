using Slipway.Processes;
using Xunit;

namespace Slipway.Integration.Tests;

/// <summary>Files that the person who validates may not read; root may read all, so somebody else asks.</summary>
public sealed class ValidateUnreadableTest : IDisposable
{
    private const string Nobody = "65534";

    private readonly string _folder = Directory.CreateTempSubdirectory("slipway-unreadable-").FullName;

    public ValidateUnreadableTest()
    {
        File.SetUnixFileMode(_folder, (UnixFileMode)0b111_101_101);
        Directory.CreateDirectory(Path.Combine(_folder, "client"));
        foreach (var file in Directory.EnumerateFiles(Path.GetDirectoryName(Repository.Client)!))
            File.Copy(file, Path.Combine(_folder, "client", Path.GetFileName(file)));
        Directory.CreateDirectory(Path.Combine(_folder, "shop"));
        Write("slipway.yaml", "app: shop\nstack: php\nenvironments:\n  production:\n    url: https://shop.example.com\n    hosts: [root@203.0.113.10]\n", 0b110_100_100);
        Write("config.php", "<?php\n", 0);
        Write(".env.production", "APP_NAME=s3ntinel\n", 0b110_000_000);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("env.readable", 3, "FAIL critical env.readable: The env file cannot be read")]
    [InlineData("sec.none_in_git", 0, "config.php  it cannot be read: permission is missing")]
    public async Task What_cannot_be_read_is_told_and_never_passed(string check, int exit, string said)
    {
        Needs.Root();
        Needs.Programs("setpriv");
        var result = await Command.RunAsync(
            new CommandLine("setpriv", "--reuid", Nobody, "--regid", Nobody, "--clear-groups", Path.Combine(_folder, "client", "Slipway.Cli"), "validate", "production", "--offline", "-v", "--only", check)
            {
                Folder = Path.Combine(_folder, "shop"), Variables = new Dictionary<string, string?> { ["HOME"] = "/nonexistent" },
            },
            TestContext.Current.CancellationToken);

        Assert.True(result.Exit == exit, result.Output + result.Errors);
        Assert.Contains(said, result.Output, StringComparison.Ordinal);
        Assert.Contains(", 0 passed", result.Output, StringComparison.Ordinal);
    }

    private void Write(string name, string text, int mode)
    {
        var path = Path.Combine(_folder, "shop", name);
        File.WriteAllText(path, text);
        File.SetUnixFileMode(path, (UnixFileMode)mode);
    }
}
