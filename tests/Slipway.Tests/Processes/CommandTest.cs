using System.Diagnostics;
using Slipway.Processes;
using Xunit;

namespace Slipway.Tests.Processes;

public class CommandTest
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_takes_lines_slowly_gets_them_all_although_the_program_has_ended()
    {
        var lines = new List<string>();
        var result = await Command.RunAsync(
            new CommandLine("seq", "1", "60")
            {
                OnLine = async (_, line) =>
                {
                    await Task.Delay(30, Cancel);
                    lines.Add(line);
                },
            },
            Cancel);
        Assert.Equal((0, false), (result.Exit, result.OutputCut));
        Assert.Equal([.. Enumerable.Range(1, 60).Select(i => $"{i}")], lines);
    }

    [Theory]
    [InlineData("exec sleep 60")]
    [InlineData("exec yes said")]
    public async Task A_grandchild_that_keeps_the_pipe_open_does_not_keep_us(string grandchild)
    {
        var started = Stopwatch.GetTimestamp();
        var result = await Command.RunAsync(new CommandLine("sh", "-c", $"echo said; ({grandchild}) & echo $! >&2") { Deadline = TimeSpan.FromMinutes(5) }, Cancel);
        try
        {
            Assert.Equal((0, true), (result.Exit, result.OutputCut));
            Assert.Contains("said\n", result.Output);
            Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(50), "it waited for the grandchild");
        }
        finally
        {
            using var left = Process.GetProcessById(int.Parse(result.Errors));
            left.Kill();
        }
    }
}
