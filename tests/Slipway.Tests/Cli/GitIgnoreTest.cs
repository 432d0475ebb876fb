using Slipway.Cli;
using Xunit;

namespace Slipway.Tests.Cli;

public sealed class GitIgnoreTest : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("slipway-ignore-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(null, ".slipway/*\n!.slipway/known_hosts\n")]
    [InlineData("bin/", "bin/\n.slipway/*\n!.slipway/known_hosts\n")]
    [InlineData("bin/\r\n.slipway/*\r\n", "bin/\r\n.slipway/*\r\n!.slipway/known_hosts\r\n")]
    public void Lines_that_miss_are_added_at_the_end(string? before, string after)
    {
        var file = Path.Combine(_folder, ".gitignore");
        if (before is not null)
            File.WriteAllText(file, before);
        Assert.True(GitIgnore.Add(_folder));
        Assert.Equal(after, File.ReadAllText(file));
        Assert.False(GitIgnore.Add(_folder));
        Assert.Equal(after, File.ReadAllText(file));
    }
}
