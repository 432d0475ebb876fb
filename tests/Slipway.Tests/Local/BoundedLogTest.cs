using Slipway.Cli.Local;
using Xunit;

namespace Slipway.Tests.Local;

public sealed class BoundedLogTest : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("slipway-log-").FullName;

    [Fact]
    public void Log_keeps_its_end_within_twice_its_limit()
    {
        var path = Path.Combine(_folder, "a.log");
        var log = new BoundedLog(path, limit: 100);
        for (var i = 0; i < 50; i++)
            log.Write(System.Text.Encoding.ASCII.GetBytes($"line {i:00}.\n"));
        Assert.True(Directory.GetFiles(_folder).Sum(f => new FileInfo(f).Length) <= 220);
        Assert.Equal("line 47.\nline 48.\nline 49.\n", BoundedLog.Tail(path, 3));
        Assert.Equal("line 49.\n", BoundedLog.Tail(path, 1));
    }

    [Fact]
    public void Tail_of_little_or_nothing_is_all_there_is()
    {
        var path = Path.Combine(_folder, "b.log");
        Assert.Equal("", BoundedLog.Tail(path, 3));
        new BoundedLog(path).Write("no newline"u8);
        Assert.Equal("no newline", BoundedLog.Tail(path, 3));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
