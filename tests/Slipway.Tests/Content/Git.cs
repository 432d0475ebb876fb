using Slipway.Processes;
using Xunit;

namespace Slipway.Tests.Content;

/// <summary>The real git, without the user's configuration.</summary>
internal static class Git
{
    public static void Run(string folder, params string[] arguments)
    {
        var line = new CommandLine("git", ["-c", "user.name=Test", "-c", "user.email=test@example.com", "-c", "init.defaultBranch=main", .. arguments])
        {
            Folder = folder,
            Variables = new Dictionary<string, string?> { ["GIT_CONFIG_GLOBAL"] = "/dev/null", ["GIT_CONFIG_NOSYSTEM"] = "1", ["GIT_CONFIG_COUNT"] = "2", ["GIT_CONFIG_KEY_0"] = "gc.auto", ["GIT_CONFIG_VALUE_0"] = "0", ["GIT_CONFIG_KEY_1"] = "maintenance.auto", ["GIT_CONFIG_VALUE_1"] = "false" },
        };
        var result = Command.RunAsync(line, TestContext.Current.CancellationToken).GetAwaiter().GetResult();
        Assert.True(result.Succeeded, $"{line}: {result.LastWords}");
    }

    /// <summary>Everything added and committed.</summary>
    public static void Commit(string folder, string message = "change")
    {
        if (!Directory.Exists(Path.Combine(folder, ".git")))
            Run(folder, "init", "-q");
        Run(folder, "add", "-A", "-f");
        Run(folder, "commit", "-q", "--allow-empty", "-m", message);
    }
}
