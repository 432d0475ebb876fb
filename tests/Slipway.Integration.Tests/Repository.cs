using System.Diagnostics;
using Slipway.Hosts;
using Slipway.Processes;
using Xunit;

namespace Slipway.Integration.Tests;

/// <summary>Where the sources lie, and the agent published from them.</summary>
internal static class Repository
{
    private static readonly Lazy<Task<string>> _agent = new(PublishAsync);

    public static string Root { get; } = FindRoot();

    /// <summary>The agent of these sources: published when there is none yet or a source is newer.</summary>
    public static async Task<AgentImage> AgentAsync() => AgentImage.Load(await _agent.Value);

    /// <inheritdoc cref="AgentAsync"/>
    public static Task<string> AgentFileAsync() => _agent.Value;

    /// <summary>The client that was built with these tests: its output is named like theirs, bin/&lt;configuration&gt;/&lt;framework&gt;.</summary>
    public static string Client
    {
        get
        {
            var build = Path.GetRelativePath(Path.Combine(Root, "tests", "Slipway.Integration.Tests"), AppContext.BaseDirectory);
            var program = Path.Combine(Root, "src", "Slipway.Cli", build, "Slipway.Cli");
            Assert.True(File.Exists(program), $"{program} is not built");
            return program;
        }
    }

    private static async Task<string> PublishAsync()
    {
        var folder = Path.Combine(Root, "artifacts", "test-agent");
        Directory.CreateDirectory(Path.Combine(folder, "locks"));
        var built = Path.Combine(Root, "artifacts", "agents", "linux-x64", "slipway-agent");
        if (File.Exists(built) && File.GetLastWriteTimeUtc(built) > NewestSource())
            return built;
        using var only = await LockAsync(Path.Combine(folder, "lock"));
        var program = Path.Combine(folder, "linux-x64", "slipway-agent");
        if (!File.Exists(program) || File.GetLastWriteTimeUtc(program) < NewestSource())
        {
            var published = await Command.RunAsync(new CommandLine(
                "dotnet", "publish", Path.Combine(Root, "src", "Slipway.Agent"), "-c", "Release", "-r", "linux-x64", "--self-contained",
                "-p:Native=false",
                $"-p:ThrowawayLocks={folder}/locks", "-p:RestoreLockedMode=false",
                "--artifacts-path", Path.Combine(folder, "build"), "-o", Path.Combine(folder, "linux-x64"), "-v", "q")
            {
                Deadline = TimeSpan.FromMinutes(10),
            });
            Assert.True(published.Succeeded, published.Output + published.Errors);
            File.SetLastWriteTimeUtc(program, DateTime.UtcNow);
        }

        return program;
    }

    private static DateTime NewestSource() =>
        new[] { "src/Slipway", "src/Slipway.Agent" }
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories))
            .Where(file => !file.Contains("/obj/") && !file.Contains("/bin/"))
            .Max(File.GetLastWriteTimeUtc);

    private static async Task<FileStream> LockAsync(string path)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (waited.Elapsed < TimeSpan.FromMinutes(10))
            {
                await Task.Delay(200);
            }
        }
    }

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Slipway.slnx")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("Slipway.slnx is not above the tests.");
        return folder;
    }
}
