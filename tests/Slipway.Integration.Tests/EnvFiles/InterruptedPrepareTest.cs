using System.Diagnostics;
using Slipway.EnvFiles;
using Xunit;

namespace Slipway.Integration.Tests.EnvFiles;

/// <summary>prepare, killed at any moment.</summary>
public class InterruptedPrepareTest
{
    private const int Runs = 25;
    private const string Old = "# mine\nAPP_NAME=old\n";

    [Fact]
    public async Task The_env_file_is_the_old_one_or_the_new_one_and_nothing_else_could_be_committed()
    {
        Needs.Programs("git");
        var folder = Directory.CreateTempSubdirectory("slipway-prepare-").FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "slipway.yaml"), "app: shop\nstack: laravel\nenvironments:\n  production:\n    url: https://shop.sa\n    hosts: [root@203.0.113.10]\n");
            await File.WriteAllTextAsync(Path.Combine(folder, ".env.example"), "APP_NAME=\n" + string.Concat(Enumerable.Range(0, 200).Select(i => $"JWT_{i}_SECRET=\n")));
            await File.WriteAllTextAsync(Path.Combine(folder, "artisan"), "");
            await File.WriteAllTextAsync(Path.Combine(folder, ".gitignore"), ".env.*\n..env.*\n!.env.example\n");
            var seed = Environment.GetEnvironmentVariable("SLIPWAY_SEED") is { } given ? int.Parse(given, System.Globalization.CultureInfo.InvariantCulture) : Random.Shared.Next();
            var random = new Random(seed);
            var (old, made) = (0, 0);
            for (var run = 0; run < Runs; run++)
            {
                var file = Path.Combine(folder, ".env.production");
                await File.WriteAllTextAsync(file, Old);
                using var prepare = Process.Start(new ProcessStartInfo(Program()) { ArgumentList = { "prepare" }, WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
                await Task.WhenAny(prepare.WaitForExitAsync(), Task.Delay(random.Next(600)));
                prepare.Kill();
                await prepare.WaitForExitAsync();
                var text = await File.ReadAllTextAsync(file);
                var whole = EnvReader.Read(text, EnvDialect.Phpdotenv).Final.Count == 201;
                Assert.True(text == Old || (whole && text.StartsWith(Old, StringComparison.Ordinal)), $"SLIPWAY_SEED={seed}, run {run}:\n{text.Length} characters");
                (old, made) = text == Old ? (old + 1, made) : (old, made + 1);
            }

            TestContext.Current.SendDiagnosticMessage($"SLIPWAY_SEED={seed}: {old} times the old file, {made} times the new one");
            Assert.Equal("", Git(folder, "init", "-q", "."));
            Assert.Equal("?? .env.example\n?? .gitignore\n?? artisan\n?? slipway.yaml\n", Git(folder, "status", "--porcelain", "--untracked-files=all"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Git(string folder, params string[] arguments)
    {
        using var git = Process.Start(new ProcessStartInfo("git", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true })!;
        var output = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        return output;
    }

    private static string Program()
    {
        var build = Path.GetRelativePath(Path.Combine(Repository.Root, "tests", "Slipway.Integration.Tests"), AppContext.BaseDirectory);
        return Path.Combine(Repository.Root, "src", "Slipway.Cli", build, "Slipway.Cli");
    }
}
