using Slipway.Files;
using Slipway.Processes;
using Xunit;

namespace Slipway.Tests.Content;

/// <summary>A tmpfs with few bytes or inodes, for tests of a full disk. Needs root; without it the test is skipped (with CI=true: fails).</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly string _path;

    private SmallDisk(string path) => _path = path;

    public static SmallDisk Mount(string path, string limit)
    {
        var result = Run("mount", "-t", "tmpfs", "-o", limit, "tmpfs", path);
        if (!result.Succeeded && Environment.GetEnvironmentVariable("CI") != "true")
            Assert.Skip($"a small disk cannot be mounted here{(Posix.EffectiveUser() == 0 ? "" : " (needs root)")}: {result.LastWords}");
        Assert.True(result.Succeeded, result.LastWords);
        return new SmallDisk(path);
    }

    public void Dispose() => Run("umount", "-l", _path);

    private static CommandResult Run(string program, params string[] arguments) =>
        Command.RunAsync(new CommandLine(program, arguments)).GetAwaiter().GetResult();
}
